import { Button } from "@fairflow/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { sessionQuery } from "../session/use-session.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { ReportView } from "./report-view.tsx";

/** All that somebody of a client sees: the reports of its own portfolios. */
export function ClientPage() {
  const search = useSearch({ from: "/client" });
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(sessionQuery);
  const leave = useSignOut();
  return (
    <main className="min-h-dvh bg-bg">
      <ReportView
        title={data.reader?.clientName ?? "Reports"}
        subtitle={`The reports of your portfolios. You are signed in as ${data.reader?.name ?? ""}.`}
        search={search}
        onSearch={(next) => void navigate({ to: "/client", search: next, replace: true })}
        isHouse={false}
        actions={<Button onClick={() => void leave()}>Sign out</Button>}
      />
    </main>
  );
}
