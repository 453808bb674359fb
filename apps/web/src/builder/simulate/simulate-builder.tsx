import type { Flow } from "@fairflow/flow";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { ReactFlowProvider } from "@xyflow/react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type KeyboardEvent } from "react";
import type { Tested } from "@fairflow/contract";
import { packsQuery } from "../../compliance/law-queries.ts";
import { useToday } from "../../compliance/use-today.ts";
import { useZone } from "../../frame/use-zone.ts";
import { BuilderContext } from "../builder-context.ts";
import { FlowCanvas } from "../canvas/flow-canvas.tsx";
import { Outline } from "../outline/outline.tsx";
import { Announcer } from "../panels/announcer.tsx";
import { BackLink } from "../panels/back-link.tsx";
import { BuilderSkeleton } from "../panels/builder-skeleton.tsx";
import { FlowHeader } from "../panels/flow-header.tsx";
import { KeysDialog } from "../panels/keys-dialog.tsx";
import { ModeSwitch } from "../panels/mode-switch.tsx";
import { OfferCommands } from "../panels/offer-commands.tsx";
import { isTyping } from "../use-builder-keys.ts";
import { useBuilderParts } from "../use-builder-parts.ts";
import { useInstallationLibrary } from "../use-editor-library.ts";
import { useShownView } from "../use-shown-view.ts";
import { CannotRun } from "./cannot-run.tsx";
import { cursorAt, type RunCursor } from "./run-cursor.ts";
import { ShowTrail } from "./show-trail.tsx";
import { SidePanel } from "./side-panel.tsx";
import { firstSetup, type TestSetup } from "./test-setup.ts";
import { stepOn, TransportBar } from "./transport-bar.tsx";
import { useTestRun } from "./use-test-run.ts";
import { WhoPanel } from "./who-panel.tsx";

export interface SimulateBuilderProps {
  readonly flowId: string;
  readonly flow: Flow;
  readonly tested: Tested;
  readonly hasLive: boolean;
  readonly mayEdit: boolean;
  /** Saves what is not saved yet: the server tries what it has. */
  readonly flush: () => Promise<void>;
}

const NO_PACK = "za-core";

/** One person's way through a flow in virtual time, step by step, behind the gate. Nothing is sent and nothing is written. */
export function SimulateBuilder(props: SimulateBuilderProps) {
  const today = useToday();
  const zone = useZone();
  const packs = useQuery(packsQuery);
  if (today === undefined || zone === undefined || packs.isPending) return <BuilderSkeleton />;
  const ofPlace = packs.data?.packs.find(({ portfolios }) => portfolios.length > 0)?.id;
  return <Simulator {...props} first={firstSetup(today, zone, ofPlace ?? NO_PACK)} />;
}

function Simulator({
  flowId,
  flow,
  tested,
  hasLive,
  mayEdit,
  flush,
  first,
}: SimulateBuilderProps & { readonly first: TestSetup }) {
  const library = useInstallationLibrary();
  const builder = useBuilderParts({ flow, readOnly: true }, library);
  const view = useShownView();
  const [setup, setSetup] = useState(first);
  const [cursor, setCursor] = useState<RunCursor>({ index: 0, clockMs: 0 });
  const of = { flowId, tested, flush, edition: flow };
  const query = useTestRun(of, setup);
  const run = query.isError ? undefined : query.data;
  // A new way is looked at from its first moment, or from the answer that made it.
  const [seen, setSeen] = useState<typeof run>();
  if (run !== undefined && run !== seen && !query.isPlaceholderData) {
    setSeen(run);
    const answered = run.moments.findIndex(
      ({ cause }) => cause?.kind === "answer" && cause.answer === setup.answers.length - 1,
    );
    setCursor(cursorAt(run.moments, Math.max(answered, 0)));
  }
  // Outside React: the store that each step reads its own place from.
  useEffect(() => () => builder.trail.setState({ trail: undefined }), [builder.trail]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== " " || event.defaultPrevented || isTyping(event.target)) return;
    if (event.target instanceof HTMLElement && event.target.closest("button, a, [role=tab]"))
      return;
    if (run === undefined) return;
    event.preventDefault();
    setCursor(stepOn(run, cursor));
  };

  return (
    <BuilderContext value={builder}>
      <EditorLibraryContext value={library}>
        <ReactFlowProvider>
          <div className="flex h-full flex-col" onKeyDown={onKeyDown} role="presentation">
            <title>{`${flow.name}, test run - Fairflow`}</title>
            <FlowHeader
              back={<BackLink to="/flows" aria-label="All flows" />}
              title={flow.name}
              state={
                <p className="text-xs text-info">
                  {tested.kind === "draft"
                    ? "Test run of the draft"
                    : `Test run of version ${tested.version}`}
                  : nothing is sent, nothing is written
                </p>
              }
            >
              <div className="ml-auto flex items-center gap-2">
                <ModeSwitch hasLive={hasLive} />
              </div>
            </FlowHeader>
            <div className="relative flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
              <WhoPanel
                setup={setup}
                onChange={setSetup}
                flowId={flowId}
                tested={tested}
                run={run}
              />
              <div className="flex min-w-0 flex-1 flex-col max-lg:order-first max-lg:flex-none">
                <div className="relative min-h-0 flex-1 max-lg:h-80 max-lg:flex-none">
                  {view === "outline" ? <Outline /> : <FlowCanvas />}
                </div>
                {run !== undefined && (
                  <TransportBar
                    run={run}
                    cursor={cursor}
                    onMove={setCursor}
                    isStale={query.isPlaceholderData}
                    setup={setup}
                    onChange={setSetup}
                  />
                )}
              </div>
              <SidePanel
                of={of}
                run={run}
                cursor={cursor}
                onMove={setCursor}
                setup={setup}
                onChange={setSetup}
                mayEdit={mayEdit}
              >
                {query.isError && (
                  <CannotRun error={query.error} onRetry={() => void query.refetch()} />
                )}
              </SidePanel>
            </div>
            {run !== undefined && <ShowTrail run={run} cursor={cursor} />}
          </div>
          <KeysDialog />
          <OfferCommands />
          <Announcer />
        </ReactFlowProvider>
      </EditorLibraryContext>
    </BuilderContext>
  );
}
