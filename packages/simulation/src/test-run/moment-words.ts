import type { Zone } from "@fairflow/calendar";
import { untilWords } from "@fairflow/compliance";
import { describeCriteria, type Fields } from "@fairflow/criteria";
import type { Flow, FlowNode, NodeId } from "@fairflow/flow";
import { AwaitedEvent, type Library, type Outcome, type Run } from "@fairflow/interpreter";
import { catalog, ConditionConfig, sayEvent, SegmentConfig, startConfigOf } from "@fairflow/nodes";
import type { Trace } from "./traced-flow.ts";

/** What is said of a flow's steps, by id. */
export interface Saying {
  readonly nodes: ReadonlyMap<NodeId, FlowNode>;
  readonly fields: Fields;
  readonly library: Library;
  readonly zone: Zone;
}

export function sayingOf(
  flow: Flow,
  rest: { readonly fields: Fields; readonly library: Library; readonly zone: Zone },
): Saying {
  return { nodes: new Map(flow.nodes.map((node) => [node.id, node])), ...rest };
}

/** The label of a way out. */
export function exitLabel({ nodes }: Saying, step: NodeId, exit: string): string {
  const node = nodes.get(step);
  const binding = node === undefined ? undefined : definitionOf(node.type)?.bind(node.config);
  if (binding?.ok !== true) return exit;
  return binding.node.exits.find(({ id }) => id === exit)?.label ?? exit;
}

/** Why a step decided as it did, as far as the step itself can tell. */
export function decisionWords(saying: Saying, { node: id, outcome, drawn }: Trace): string {
  const node = saying.nodes.get(id);
  switch (outcome.kind) {
    case "leave":
      return outcome.disabled === true
        ? `It is disabled, so everybody passes it by “${exitLabel(saying, id, outcome.exit)}”.`
        : leaveWords(saying, node, { exit: outcome.exit, drawn });
    case "sleep":
      return `Waits until ${untilWords(new Date(outcome.untilMs), saying.zone)}.`;
    case "await":
      return awaitWords(saying, outcome);
    case "attempt":
      return `Wants to send ${CHANNEL[outcome.request.channel]}.`;
    case "ask-leave":
      return `Asks leave for the legal step “${stepTitle(saying, outcome.step)}”.`;
    case "await-notice":
      return `Waits for proof of the notice, until ${untilWords(new Date(outcome.proofByMs), saying.zone)} at the latest, and then until its days have passed.`;
    case "await-decision":
      return "Waits for the decision on the dispute.";
    case "end":
      return outcome.success ? `Reaches the goal “${outcome.reason}”.` : `Ends: ${outcome.reason}.`;
  }
}

const CHANNEL = { sms: "an SMS", email: "an e-mail", letter: "a letter" } as const;

function leaveWords(
  saying: Saying,
  node: FlowNode | undefined,
  of: { readonly exit: string; readonly drawn: number | null },
): string {
  if (node === undefined) return "Goes on.";
  const label = exitLabel(saying, node.id, of.exit);
  switch (node.type) {
    case "condition":
      return conditionWords(saying, node, of.exit, label);
    case "segment":
      return segmentWords(saying, node, of.exit);
    case "split":
      return `Draws ${((of.drawn ?? 0) * 100).toFixed(1)} of 100, which falls to “${label}”. The draw is the same for this person every time.`;
    case "start":
      return startWords(saying);
    case "update":
    case "payment-link":
      return `${sentenceOf(saying, node)}.`;
    default:
      return `Goes on by “${label}”.`;
  }
}

function conditionWords({ fields }: Saying, node: FlowNode, exit: string, label: string): string {
  const config = ConditionConfig.safeParse(node.config).data;
  const branch = config?.branches.find(({ id }) => id === exit);
  if (branch === undefined) return "No branch holds, so it goes on by “Otherwise”.";
  return `“${label}” holds: ${describeCriteria(branch.criteria, fields)}.`;
}

function segmentWords({ library }: Saying, node: FlowNode, exit: string): string {
  const config = SegmentConfig.safeParse(node.config).data;
  const chosen = config?.segments.find(({ id }) => id === exit);
  if (chosen === undefined) return "In none of these segments, so it goes on as everyone else.";
  return `In the segment “${library.segments.get(chosen.segment)?.name ?? chosen.segment}”.`;
}

function startWords({ nodes }: Saying): string {
  const entry = startConfigOf({ nodes: [...nodes.values()] })?.entry.kind;
  return entry === "manual" || entry === "api" ? "Taken in, as if by hand." : "Taken in.";
}

function awaitWords(saying: Saying, outcome: Outcome & { readonly kind: "await" }): string {
  const events = Object.keys(outcome.exits).flatMap((event) => {
    const awaited = AwaitedEvent.safeParse(event);
    return awaited.success ? [sayEvent(awaited.data).toLowerCase()] : [];
  });
  const forWhat = [...events, ...(outcome.task === undefined ? [] : ["the task to be done"])];
  const until =
    outcome.untilMs === null || outcome.timeout === null
      ? "however long it takes"
      : `until ${untilWords(new Date(outcome.untilMs), saying.zone)} at the latest`;
  return `Waits for: ${forWhat.join(", ")}; ${until}.`;
}

/** The step as the canvas says it. */
function sentenceOf({ library }: Saying, { type, config }: FlowNode): string {
  const binding = definitionOf(type)?.bind(config);
  if (binding?.ok !== true) return type;
  return binding.node.sentence({
    segment: (id) => library.segments.get(id)?.name ?? id,
    template: (id) => library.templates.get(id)?.name ?? id,
    notice: (id) => library.notices.get(id)?.title ?? id,
    step: (id) => stepTitle({ library }, id),
  });
}

function stepTitle({ library }: Pick<Saying, "library">, id: string): string {
  return library.steps.get(id)?.title ?? id;
}

function definitionOf(type: string) {
  const entry = Object.entries(catalog).find(([name]) => name === type);
  return entry?.[1];
}

/** What a run that stands still waits for, for moments in which no step decided anything. */
export function standWords(run: Run): string {
  if (run.ended !== null) return `The run has ended: ${run.ended.reason}.`;
  if (run.status === "parked") return "The run goes round without waiting and is parked.";
  if (run.status === "held") return `The run is held: ${run.holds.join(", ")}.`;
  return "The run stays where it is.";
}
