import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { ask } from "../../server/ask.ts";
import { BuilderSkeleton } from "../panels/builder-skeleton.tsx";
import { SimulateBuilder } from "./simulate-builder.tsx";

export interface SimulateVersionProps {
  readonly flowId: string;
  readonly version: number;
  readonly hasLive: boolean;
  readonly mayEdit: boolean;
}

const NOTHING_TO_SAVE = () => Promise.resolve();

/** A test run of a published version, which never changes. */
export function SimulateVersion({ flowId, version, hasLive, mayEdit }: SimulateVersionProps) {
  const published = useQuery({
    ...ask(endpoints.version, { params: { id: flowId, version } }),
    staleTime: Infinity,
  });
  if (published.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what={`Version ${version} could not be opened`}
          error={published.error}
          onRetry={() => void published.refetch()}
        />
      </div>
    );
  }
  if (published.data === undefined) return <BuilderSkeleton />;
  return (
    <SimulateBuilder
      key={version}
      flowId={flowId}
      flow={published.data.flow}
      tested={{ kind: "version", version }}
      hasLive={hasLive}
      mayEdit={mayEdit}
      flush={NOTHING_TO_SAVE}
    />
  );
}
