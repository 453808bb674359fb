import { EmptyState } from "@fairflow/ui";
import { useParams, useSearch } from "@tanstack/react-router";
import { History } from "lucide-react";
import { OpenMoves } from "../moving/open-moves.tsx";
import { BackLink } from "../panels/back-link.tsx";
import { FlowHeader } from "../panels/flow-header.tsx";
import { FlowOperations } from "./flow-operations.tsx";
import { FlowWithVersions } from "./flow-with-versions.tsx";
import { VersionDetail } from "./version-detail.tsx";
import { VersionList } from "./version-list.tsx";
import "../canvas/react-flow.css";
import "../canvas/canvas.css";

const EVERY_MS = 15_000;

/** Every version of a flow, kept for ever: to look at, to compare, to restore; and what is done to the flow as it runs. */
export function VersionsPage() {
  const { id } = useParams({ from: "/frame/flows/$id/versions" });
  const { version, against } = useSearch({ from: "/frame/flows/$id/versions" });
  return (
    <FlowWithVersions id={id} everyMs={EVERY_MS}>
      {(draft, versions) => {
        const shown = versions.find((each) => each.version === version) ?? versions[0];
        return (
          <div className="flex h-full flex-col">
            <title>{`Versions of ${draft.flow.name} - Fairflow`}</title>
            <FlowHeader
              back={<BackLink to="/flows/$id" params={{ id }} aria-label="Back to the draft" />}
              title={`Versions: ${draft.flow.name}`}
            >
              <div className="ml-auto">
                <FlowOperations flowId={id} versions={versions} />
              </div>
            </FlowHeader>
            <OpenMoves flowId={id} />
            {shown === undefined ? (
              <div className="p-6">
                <EmptyState icon={<History />} title="No version yet">
                  Submit the draft; once somebody else has approved and published it, it becomes
                  version 1, which never changes again.
                </EmptyState>
              </div>
            ) : (
              <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
                <VersionList flowId={id} versions={versions} shown={shown.version} />
                <VersionDetail
                  key={`${shown.version} ${against}`}
                  flowId={id}
                  shown={shown}
                  versions={versions}
                  against={against}
                  draft={draft}
                />
              </div>
            )}
          </div>
        );
      }}
    </FlowWithVersions>
  );
}
