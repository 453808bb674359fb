import { endpoints } from "@fairflow/contract";
import { EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, History } from "lucide-react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { PageSkeleton } from "../../frame/page-skeleton.tsx";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { OpenMoves } from "../moving/open-moves.tsx";
import { FlowOperations } from "./flow-operations.tsx";
import { VersionDetail } from "./version-detail.tsx";
import { VersionList } from "./version-list.tsx";
import "../canvas/react-flow.css";
import "../canvas/canvas.css";

/** Every version of a flow, kept for ever: to look at, to compare, to restore; and what is done to the flow as it runs. */
export function VersionsPage() {
  const { id } = useParams({ from: "/frame/flows/$id/versions" });
  const { version, against } = useSearch({ from: "/frame/flows/$id/versions" });
  // As it is saved now: the builder's own copy is never loaded again under its user's hands.
  const read = ask(endpoints.flow, { params: { id } });
  const flow = useQuery({
    queryKey: [...read.queryKey, "as saved"],
    queryFn: ({ signal }) => call(endpoints.flow, { params: { id } }, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const versions = useQuery({
    ...ask(endpoints.versions, { params: { id } }),
    refetchInterval: 15_000,
  });
  const failure = flow.error ?? versions.error;
  if (failure !== null) {
    return (
      <div className="p-6">
        <LoadFailed
          what="The versions could not be loaded"
          error={failure}
          onRetry={() => {
            void flow.refetch();
            void versions.refetch();
          }}
        />
      </div>
    );
  }
  if (flow.data === undefined || versions.data === undefined) return <PageSkeleton />;
  const shown = versions.data.find((each) => each.version === version) ?? versions.data[0];
  return (
    <div className="flex h-full flex-col">
      <title>{`Versions of ${flow.data.flow.name} - Fairflow`}</title>
      <header className="flex min-h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
        <Link
          to="/flows/$id"
          params={{ id }}
          aria-label="Back to the draft"
          className="flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
        >
          <ArrowLeft aria-hidden className="size-4" />
        </Link>
        <h1 className="truncate text-lg font-semibold">{`Versions: ${flow.data.flow.name}`}</h1>
        <div className="ml-auto">
          <FlowOperations flowId={id} versions={versions.data} />
        </div>
      </header>
      <OpenMoves flowId={id} />
      {shown === undefined ? (
        <div className="p-6">
          <EmptyState icon={<History />} title="No version yet">
            Submit the draft; once somebody else has approved and published it, it becomes version
            1, which never changes again.
          </EmptyState>
        </div>
      ) : (
        <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
          <VersionList flowId={id} versions={versions.data} shown={shown.version} />
          <VersionDetail
            key={`${shown.version} ${against}`}
            flowId={id}
            shown={shown}
            versions={versions.data}
            against={against}
            draft={flow.data}
          />
        </div>
      )}
    </div>
  );
}
