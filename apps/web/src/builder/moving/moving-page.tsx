import { EmptyState } from "@fairflow/ui";
import { useParams, useSearch } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { BackLink } from "../panels/back-link.tsx";
import { FlowHeader } from "../panels/flow-header.tsx";
import { FlowWithVersions } from "../versions/flow-with-versions.tsx";
import type { VersionState } from "../versions/version-state.ts";
import { MoveProgress } from "./move-progress.tsx";
import { MoveWizard } from "./move-wizard.tsx";

/** People in flight who are moved to another version: planned here, and followed here while they move. */
export function MovingPage() {
  const { id } = useParams({ from: "/frame/flows/$id/moving" });
  const { move } = useSearch({ from: "/frame/flows/$id/moving" });
  return (
    <FlowWithVersions id={id}>
      {({ flow }, versions) => (
        <div className="flex h-full flex-col">
          <title>{`Move people: ${flow.name} - Fairflow`}</title>
          <FlowHeader
            back={
              <BackLink
                to="/flows/$id/versions"
                params={{ id }}
                aria-label="Back to the versions"
              />
            }
            title={`Move people: ${flow.name}`}
          />
          <div className="min-h-0 flex-1 overflow-y-auto">
            {move === undefined ? (
              <NewMove flowId={id} versions={versions} />
            ) : (
              <MoveProgress flowId={id} moveId={move} />
            )}
          </div>
        </div>
      )}
    </FlowWithVersions>
  );
}

interface NewMoveProps {
  readonly flowId: string;
  readonly versions: readonly VersionState[];
}

/** From the versions that the address names, else from one with people in it to the live one. */
function NewMove({ flowId, versions }: NewMoveProps) {
  const { from, to } = useSearch({ from: "/frame/flows/$id/moving" });
  const open = versions.filter(({ state }) => state !== "scheduled");
  const peopled = open.find((each) => each.state !== "live" && each.inFlight > 0);
  const shownFrom = from ?? peopled?.version ?? open.find((each) => each.inFlight > 0)?.version;
  const shownTo =
    to ?? open.find(({ state, version }) => state === "live" && version !== shownFrom)?.version;
  if (shownFrom === undefined || open.length < 2) {
    return (
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
    );
  }
  return (
    <MoveWizard
      key={`${shownFrom} ${shownTo}`}
      flowId={flowId}
      versions={open}
      from={shownFrom}
      to={shownTo}
    />
  );
}
