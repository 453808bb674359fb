import { endpoints } from "@fairflow/contract";
import type { Flow } from "@fairflow/flow";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ReactFlowProvider } from "@xyflow/react";
import { ArrowLeft } from "lucide-react";
import { LoadFailed } from "../../frame/load-failed.tsx";
import { ask } from "../../server/ask.ts";
import { BuilderContext } from "../builder-context.ts";
import { BuilderSkeleton } from "../panels/builder-skeleton.tsx";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import { FindBar } from "../find/find-bar.tsx";
import { Outline } from "../outline/outline.tsx";
import { Announcer } from "../panels/announcer.tsx";
import { Inspector } from "../panels/inspector.tsx";
import { InspectorToggle } from "../panels/inspector-toggle.tsx";
import { KeysDialog } from "../panels/keys-dialog.tsx";
import { ModeSwitch } from "../panels/mode-switch.tsx";
import { OfflineBar } from "../panels/offline-bar.tsx";
import { OfferCommands } from "../panels/offer-commands.tsx";
import { VersionsMenu, type LiveVersion } from "../panels/versions-menu.tsx";
import { HaltBanner } from "../publish/halt-banner.tsx";
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
  const { version = live.version } = useSearch({ from: "/frame/flows/$id" });
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
    <LiveCanvas
      key={version}
      flowId={flowId}
      name={name}
      live={live}
      version={version}
      flow={published.data.flow}
    />
  );
}

interface LiveCanvasProps {
  readonly flowId: string;
  readonly name: string;
  readonly live: LiveVersion;
  readonly version: number;
  readonly flow: Flow;
}

function LiveCanvas({ flowId, name, live, version, flow }: LiveCanvasProps) {
  const library = useInstallationLibrary();
  const builder = useBuilderParts({ flow, readOnly: true }, library, { hasNumbers: true });
  const view = useShownView();

  return (
    <BuilderContext value={builder}>
      <EditorLibraryContext value={library}>
        <ReactFlowProvider>
          <div
            className="flex h-full flex-col"
            onKeyDown={regionKeys(builder.ui)}
            role="presentation"
          >
            <title>{`${name}, live - Fairflow`}</title>
            <header className="flex min-h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
              <Link
                to="/flows"
                aria-label="All flows"
                className="flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
              >
                <ArrowLeft aria-hidden className="size-4" />
              </Link>
              <div className="flex min-w-0 flex-col">
                <h1 className="truncate text-lg leading-5 font-semibold">{name}</h1>
                <InFlight version={version} />
              </div>
              <VersionsMenu flowId={flowId} live={live} />
              <div className="ml-auto flex items-center gap-2">
                <InspectorToggle />
                <ModeSwitch hasLive />
              </div>
            </header>
            <OfflineBar kept="The numbers stand still until you are back." />
            <HaltBanner flowId={flowId} />
            <LiveScopeBar version={version} />
            <div className="flex min-h-0 flex-1">
              <div className="relative min-w-0 flex-1">
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
