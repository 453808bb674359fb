import { endpoints } from "@fairflow/contract";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReactFlowProvider } from "@xyflow/react";
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { useStore } from "zustand";
import type { Flow } from "@fairflow/flow";
import { LoadFailed } from "../frame/load-failed.tsx";
import { PageSkeleton } from "../frame/page-skeleton.tsx";
import { ask } from "../server/ask.ts";
import { formatCount } from "../server/format.ts";
import { liveStream } from "../server/live-stream.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";
import { BuilderContext } from "./builder-context.ts";
import { FlowCanvas } from "./canvas/flow-canvas.tsx";
import { Inspector } from "./panels/inspector.tsx";
import { InspectorToggle } from "./panels/inspector-toggle.tsx";
import { ModeSwitch } from "./panels/mode-switch.tsx";
import { VersionsMenu, type LiveVersion } from "./panels/versions-menu.tsx";
import { FindBar } from "./find/find-bar.tsx";
import { Announcer } from "./panels/announcer.tsx";
import { KeysDialog } from "./panels/keys-dialog.tsx";
import { OfferCommands } from "./panels/offer-commands.tsx";
import { HaltBanner } from "./publish/halt-banner.tsx";
import { regionKeys } from "./region-keys.ts";
import { useBuilderParts } from "./use-builder-parts.ts";
import { useInstallationLibrary } from "./use-editor-library.ts";

export interface LiveBuilderProps {
  readonly flowId: string;
  readonly name: string;
  readonly live: LiveVersion;
}

/** The published version, which cannot be changed, with the people in it. */
export function LiveBuilder({ flowId, name, live }: LiveBuilderProps) {
  const published = useQuery({
    ...ask(endpoints.version, { params: { id: flowId, version: live.version } }),
    staleTime: Infinity,
  });
  if (published.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what="The live version could not be opened"
          error={published.error}
          onRetry={() => void published.refetch()}
        />
      </div>
    );
  }
  if (published.data === undefined) return <PageSkeleton />;
  return <LiveCanvas flowId={flowId} name={name} live={live} flow={published.data.flow} />;
}

const POLL_MS = 15_000;

function LiveCanvas({ flowId, name, live, flow }: LiveBuilderProps & { readonly flow: Flow }) {
  const library = useInstallationLibrary();
  const builder = useBuilderParts({ flow, readOnly: true }, library, { hasNumbers: true });
  const isLost = useStore(liveStream.state, ({ status }) => status === "lost");
  const counts = useQuery({
    ...ask(endpoints.counts, { params: { id: flowId, version: live.version } }),
    // While the stream is down, the numbers still come, if more slowly.
    refetchInterval: isLost ? POLL_MS : false,
  });
  // Outside React: the store that each step reads its own numbers from.
  useEffect(() => {
    if (counts.data !== undefined) builder.live.setState({ counts: counts.data });
  }, [counts.data, builder.live]);
  useLiveTopic(`flow:${flowId}`, (event) => {
    const isOurs =
      event.kind === "counts" &&
      event.counts.flow === flowId &&
      event.counts.version === live.version;
    if (isOurs) builder.live.setState({ counts: event.counts });
  });
  const inFlight = useStore(builder.live, (state) =>
    Object.values(state.counts?.nodes ?? {}).reduce((sum, { present }) => sum + present, 0),
  );

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
                <p role="status" className="text-xs leading-4 text-ink-3 tabular-nums">
                  {counts.isError
                    ? "The numbers could not be loaded; trying again"
                    : `${formatCount(inFlight)} in flight in version ${live.version}`}
                </p>
              </div>
              <VersionsMenu flowId={flowId} live={live} />
              <div className="ml-auto flex items-center gap-2">
                <InspectorToggle />
                <ModeSwitch hasLive />
              </div>
            </header>
            <HaltBanner flowId={flowId} />
            <div className="flex min-h-0 flex-1">
              <div className="relative min-w-0 flex-1">
                <FlowCanvas />
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
