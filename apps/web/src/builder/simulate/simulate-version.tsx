import { PublishedVersion } from "../published-version.tsx";
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
  return (
    <PublishedVersion flowId={flowId} version={version}>
      {(flow) => (
        <SimulateBuilder
          flowId={flowId}
          flow={flow}
          tested={{ kind: "version", version }}
          hasLive={hasLive}
          mayEdit={mayEdit}
          flush={NOTHING_TO_SAVE}
        />
      )}
    </PublishedVersion>
  );
}
