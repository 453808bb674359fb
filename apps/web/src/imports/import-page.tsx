import { endpoints } from "@fairflow/contract";
import { EmptyState, Skeleton } from "@fairflow/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, FileX } from "lucide-react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { ask } from "../server/ask.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";
import { DiscardFile } from "./discard-file.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { ImportWizard } from "./import-wizard.tsx";

const POLL_MS = 2_000;

/** One file on its way in: mapped, looked at, imported. */
export function ImportPage() {
  const { id } = useParams({ from: "/frame/imports/$id" });
  const client = useQueryClient();
  const query = ask(endpoints.importState, { params: { id } });
  const state = useQuery({
    ...query,
    refetchInterval: ({ state: { data } }) => (data?.status === "importing" ? POLL_MS : false),
  });
  useLiveTopic(`import:${id}`, (event) => {
    if (event.kind === "import" && event.state.id === id) {
      client.setQueryData(query.queryKey, event.state);
    }
  });
  const back = (
    <Link
      to="/imports"
      className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
    >
      <ArrowLeft aria-hidden className="size-4" /> All imports
    </Link>
  );
  if (state.isError) {
    return (
      <Page title="Import" actions={back}>
        <LoadFailed
          what="This import could not be opened"
          error={state.error}
          onRetry={() => void state.refetch()}
        />
      </Page>
    );
  }
  if (state.data === undefined) {
    return (
      <Page title="Import" actions={back}>
        <Skeleton className="h-96" />
      </Page>
    );
  }
  return (
    <Page title={state.data.fileName} subtitle={`From ${state.data.createdBy}`} actions={back}>
      {state.data.status === "uploaded" && (
        <>
          <ImportWizard id={id} />
          <DiscardFile id={id} />
        </>
      )}
      {state.data.status === "refused" && (
        <EmptyState icon={<FileX />} title="This file cannot be read">
          {state.data.refusal ?? "It is not a table of accounts."} Mend the file and import it
          again; nothing of it was taken.
        </EmptyState>
      )}
      {(state.data.status === "importing" ||
        state.data.status === "confirming" ||
        state.data.status === "done" ||
        state.data.status === "cancelled") && <ImportProgress state={state.data} />}
    </Page>
  );
}
