import { retentionEndpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { Page } from "../../frame/page.tsx";
import { ask } from "../../server/ask.ts";
import { useUser } from "../../session/use-session.ts";
import { EndedPeople } from "./ended-people.tsx";
import { RetentionForm } from "./retention-form.tsx";
import { SweepState } from "./sweep-state.tsx";

/** How long people's data is kept, whom that hits next, and whether the clock erases them. */
export function RetentionPage() {
  const { role } = useUser();
  const retention = useQuery({ ...ask(retentionEndpoints.retention, {}), refetchInterval: 30_000 });
  const lockedReason = role === "admin" ? undefined : "Admins say how long records are kept";
  return (
    <Page
      title="Retention"
      subtitle="How long the records of people are kept once all their accounts are over. A law that keeps them longer always wins."
    >
      <NotLoaded
        query={retention}
        what="How long records are kept could not be loaded"
        className="h-96"
      />
      {retention.data !== undefined && (
        <>
          <SweepState retention={retention.data} lockedReason={lockedReason} />
          <RetentionForm
            // Once it is saved, the form begins anew with what counts now.
            key={retention.data.changed?.atMs}
            retention={retention.data}
            lockedReason={lockedReason}
          />
          {retention.data.setting !== null && <EndedPeople />}
        </>
      )}
    </Page>
  );
}
