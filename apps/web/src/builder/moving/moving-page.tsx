import { endpoints } from "@fairflow/contract";
import { EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Users } from "lucide-react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { PageSkeleton } from "../../frame/page-skeleton.tsx";
import { ask } from "../../server/ask.ts";
import { MoveProgress } from "./move-progress.tsx";
import { MoveWizard } from "./move-wizard.tsx";

/** People in flight who are moved to another version: planned here, and followed here while they move. */
export function MovingPage() {
  const { id } = useParams({ from: "/frame/flows/$id/moving" });
  const { from, to, move } = useSearch({ from: "/frame/flows/$id/moving" });
  const flow = useQuery(ask(endpoints.flow, { params: { id } }));
  const versions = useQuery(ask(endpoints.versions, { params: { id } }));
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
  const open = versions.data.filter(({ state }) => state !== "scheduled");
  const peopled = open.find((each) => each.state !== "live" && each.inFlight > 0);
  const shownFrom = from ?? peopled?.version ?? open.find((each) => each.inFlight > 0)?.version;
  const shownTo =
    to ?? open.find(({ state, version }) => state === "live" && version !== shownFrom)?.version;
  return (
    <div className="flex h-full flex-col">
      <title>{`Move people: ${flow.data.flow.name} - Fairflow`}</title>
      <header className="flex min-h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
        <Link
          to="/flows/$id/versions"
          params={{ id }}
          aria-label="Back to the versions"
          className="flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
        >
          <ArrowLeft aria-hidden className="size-4" />
        </Link>
        <h1 className="truncate text-lg font-semibold">{`Move people: ${flow.data.flow.name}`}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {move !== undefined ? (
          <MoveProgress flowId={id} moveId={move} />
        ) : shownFrom === undefined || open.length < 2 ? (
          <div className="p-6">
            <EmptyState
              icon={<Users />}
              title={open.length < 2 ? "There is only one version" : "Nobody is on their way"}
            >
              {open.length < 2
                ? "Once another version is published, people who are inside the first can be moved to it."
                : "Nobody stands in any version of this flow now, so there is nobody to move."}
            </EmptyState>
          </div>
        ) : (
          <MoveWizard
            key={`${shownFrom} ${shownTo}`}
            flowId={id}
            versions={open}
            from={shownFrom}
            to={shownTo}
          />
        )}
      </div>
    </div>
  );
}
