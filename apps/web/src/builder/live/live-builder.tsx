import type { Flow, NodeId } from "@fairflow/flow";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { useSearch } from "@tanstack/react-router";
import { ReactFlowProvider } from "@xyflow/react";
import { BuilderContext } from "../builder-context.ts";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import { FindBar } from "../find/find-bar.tsx";
import { Outline } from "../outline/outline.tsx";
import { Announcer } from "../panels/announcer.tsx";
import { BackLink } from "../panels/back-link.tsx";
import { FlowHeader } from "../panels/flow-header.tsx";
import { Inspector } from "../panels/inspector.tsx";
import { InspectorToggle } from "../panels/inspector-toggle.tsx";
import { KeysDialog } from "../panels/keys-dialog.tsx";
import { ModeSwitch } from "../panels/mode-switch.tsx";
import { OfflineBar } from "../panels/offline-bar.tsx";
import { OfferCommands } from "../panels/offer-commands.tsx";
import { VersionsMenu, type LiveVersion } from "../panels/versions-menu.tsx";
import { HaltBanner } from "../publish/halt-banner.tsx";
import { PublishedVersion } from "../published-version.tsx";
import { regionKeys } from "../region-keys.ts";
import { useBuilderParts } from "../use-builder-parts.ts";
import { useInstallationLibrary } from "../use-editor-library.ts";
import { useShownView } from "../use-shown-view.ts";
import { InFlight } from "./in-flight.tsx";
import { LiveScopeBar } from "./live-scope-bar.tsx";
import { NobodyYet } from "./nobody-yet.tsx";

export interface LiveBuilderProps {
  readonly flowId: string;
  readonly name: string;
  readonly live: LiveVersion;
}

/** A published version, which cannot be changed, with the people in it: the live one unless the address names another. */
export function LiveBuilder({ flowId, name, live }: LiveBuilderProps) {
  const { version = live.version, step } = useSearch({ from: "/frame/flows/$id" });
  return (
    <PublishedVersion flowId={flowId} version={version}>
      {(flow) => (
        <LiveCanvas
          flowId={flowId}
          name={name}
          live={live}
          version={version}
          flow={flow}
          step={flow.nodes.find(({ id }) => id === step)?.id}
        />
      )}
    </PublishedVersion>
  );
}

interface LiveCanvasProps {
  readonly flowId: string;
  readonly name: string;
  readonly live: LiveVersion;
  readonly version: number;
  readonly flow: Flow;
  /** The one that the address names. */
  readonly step: NodeId | undefined;
}

function LiveCanvas({ flowId, name, live, version, flow, step }: LiveCanvasProps) {
  const library = useInstallationLibrary();
  const builder = useBuilderParts({ flow, readOnly: true, selected: step }, library, {
    hasNumbers: true,
  });
  const view = useShownView();

  return (
    <BuilderContext value={builder}>
      <EditorLibraryContext value={library}>
        <ReactFlowProvider>
          <div
            className="flex h-full flex-col max-lg:h-auto max-lg:min-h-full"
            onKeyDown={regionKeys(builder.ui)}
            role="presentation"
          >
            <title>{`${name}, live - Fairflow`}</title>
            <FlowHeader
              back={<BackLink to="/flows" aria-label="All flows" />}
              title={name}
              state={<InFlight version={version} />}
            >
              <VersionsMenu flowId={flowId} live={live} />
              <div className="ml-auto flex items-center gap-2">
                <InspectorToggle />
                <ModeSwitch hasLive />
              </div>
            </FlowHeader>
            <OfflineBar kept="The numbers stand still until you are back." />
            <HaltBanner flowId={flowId} />
            <LiveScopeBar version={version} />
            <div className="flex min-h-0 flex-1 max-lg:flex-none max-lg:flex-col">
              <div className="builder-view">
                {view === "outline" ? <Outline /> : <FlowCanvas />}
                <NobodyYet version={version} />
                <FindBar />
              </div>
              <Inspector />
            </div>
          </div>
          <KeysDialog />
          <OfferCommands />
          <Announcer />
        </ReactFlowProvider>
      </EditorLibraryContext>
    </BuilderContext>
  );
}
