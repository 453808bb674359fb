import type { Zone } from "@fairflow/calendar";
import type { TimelineEntry } from "@fairflow/contract";
import type {
  AttemptHappening,
  DisputeHappening,
  EventHappening,
  FlowPlace,
  HoldHappening,
  LegalStepHappening,
  PaymentHappening,
  StepHappening,
  TaskHappening,
} from "@fairflow/db";
import { formatMoney } from "@fairflow/template";
import { localMoment } from "./local-moment.ts";
import { stepTitle } from "./step-title.ts";
import { plainWords, stepName, wayOutWords } from "./step-words.ts";
import { ownReason, refusalWords, ruleWords } from "./rule-words.ts";

type Channel = NonNullable<TimelineEntry["channel"]>;

export const CHANNEL_WORDS: Readonly<Record<AttemptHappening["channel"], string>> = {
  call: "Call",
  prerecorded_call: "Recorded call",
  voicemail: "Voicemail",
  sms: "SMS",
  whatsapp: "WhatsApp message",
  email: "E-mail",
  letter: "Letter",
  visit: "Visit",
  workplace_call: "Call at work",
  social_dm: "Direct message",
  portal: "Message in the portal",
};

/** The way that a run took, and where it stands now. */
export function stepEntry({
  id,
  at,
  nodes,
  documents,
  exits,
  disabled,
  account,
  movedFrom,
  place,
}: StepHappening): TimelineEntry {
  const names = nodes.map((node, index) => stepName(documents[index], node));
  const isDisabled = (index: number) => disabled.includes(nodes[index] ?? "");
  const way = names
    .map((name, index) => `"${name}"${isDisabled(index) ? " (disabled)" : ""}`)
    .join(", then ");
  const stays = exits.at(-1) === "";
  const last = exits.findLastIndex((exit, index) => exit !== "" && !isDisabled(index));
  return entry({
    id,
    at,
    kind: "step",
    title: movedFrom === null ? (stays ? `Came to ${way}` : `Passed ${way}`) : movedWords(names),
    detail:
      movedFrom === null
        ? lineOf([account, last === -1 ? null : wayOutWords(documents[last], exits[last] ?? "")])
        : lineOf([account, `From version ${movedFrom} to version ${place.version}`]),
    flow: {
      id: place.flowId,
      name: place.flowName,
      version: place.version,
      ...nodeOf(nodes, names),
    },
  });
}

/** Somebody moved the run to another version: from the first step to the last. */
function movedWords(names: readonly string[]): string {
  const [from, to] = [names.at(0), names.at(-1)];
  return names.length < 2 || from === to
    ? `Moved on at "${to}"`
    : `Moved from "${from}" to "${to}"`;
}

function lineOf(parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(". ") || null;
}

export function attemptEntry(
  attempt: AttemptHappening,
  { zone, showsBody }: { readonly zone: Zone; readonly showsBody: boolean },
): TimelineEntry {
  const { id, at, place } = attempt;
  const channel = messageChannel(attempt.channel);
  const text = showsBody ? [attempt.subject, attempt.body].filter((part) => part !== null) : [];
  return entry({
    id,
    attemptId: id,
    at,
    ...saidOf(attempt, zone),
    channel,
    body: text.length === 0 ? null : text.join("\n\n"),
    // What the debtor does is under no rule of ours.
    rules: attempt.direction === "inbound" ? [] : attempt.rules.map(ruleWords),
    flow: place === null ? null : flowOf(place),
  });
}

function saidOf(
  attempt: AttemptHappening,
  zone: Zone,
): Pick<TimelineEntry, "kind" | "title" | "detail"> {
  const { channel, status, direction, source } = attempt;
  const what = CHANNEL_WORDS[channel];
  if (direction === "inbound") {
    return { kind: "reply", title: `${what} from the debtor`, detail: outcomeOf(attempt) };
  }
  if (attempt.isReported) {
    return {
      kind: "message",
      title: `${what} by ${source ?? "another system"}${attempt.isAllowed ? "" : ", against a rule"}`,
      detail: outcomeOf(attempt),
    };
  }
  switch (status) {
    case "planned":
      return {
        kind: "message",
        title: source === null ? `${what} planned` : `${what} about to be made by ${source}`,
        detail: null,
      };
    case "withdrawn":
      return {
        kind: "message",
        title: `${what} taken back before it left`,
        detail: whyOf(attempt),
      };
    case "deferred": {
      const until = attempt.until === null ? "" : ` until ${localMoment(zone, attempt.until)}`;
      return { kind: "deferred", title: `${what} held${until}`, detail: null };
    }
    case "forbidden":
      return {
        kind: "refused",
        title: `${what} not allowed`,
        detail: refusalWords(attempt.reason),
      };
    case "dispatching":
      return { kind: "message", title: `${what} on its way`, detail: null };
    case "in_doubt":
      return { kind: "message", title: `${what}: not known whether it left`, detail: null };
    case "accepted":
      return attempt.outcome === "failed"
        ? { kind: "message", title: `${what} did not arrive`, detail: whyOf(attempt) }
        : { kind: "message", title: `${what} sent`, detail: null };
    case "delivered":
      return { kind: "message", title: `${what} delivered`, detail: null };
    case "failed":
      return {
        kind: "message",
        title: `${what} could not be sent`,
        detail: whyOf(attempt),
      };
  }
}

function whyOf({ errorCode }: AttemptHappening): string | null {
  return errorCode === null ? null : (ownReason(errorCode) ?? plainWords(errorCode));
}

function outcomeOf({ outcome }: AttemptHappening): string | null {
  return outcome === null ? null : plainWords(outcome);
}

export function paymentEntry(payment: PaymentHappening): TimelineEntry {
  const { id, at, kind, amount, currency, account } = payment;
  return entry({
    id,
    at,
    kind: "payment",
    title: `${PAYMENT_WORDS[kind]} ${formatMoney(amount, currency)}`,
    detail: account,
  });
}

const PAYMENT_WORDS = {
  payment: "Paid",
  reversal: "Payment taken back:",
  adjustment: "Balance corrected by",
  write_off: "Written off:",
  fee: "Fee of",
} as const;

export function disputeEntry(
  { id, at, reason, statement, status, account }: DisputeHappening,
  showsText: boolean,
): TimelineEntry {
  return entry({
    id,
    at,
    kind: "dispute",
    title: status === "open" ? "Dispute opened" : `Dispute ${status.replace("_", " ")}`,
    detail: `${account}: ${plainWords(reason)}`,
    body: showsText ? statement : null,
  });
}

export function holdEntry(
  { id, at, state, isEnd, until, endedReason }: HoldHappening,
  zone: Zone,
): TimelineEntry {
  const what = state.replaceAll("_", " ");
  if (isEnd)
    return entry({ id, at, kind: "hold", title: `Hold ended: ${what}`, detail: endedReason });
  return entry({
    id,
    at,
    kind: "hold",
    title: `Left alone: ${what}`,
    detail: until === null ? null : `until ${localMoment(zone, until)}`,
  });
}

export function eventEntry(
  { id, at, kind, text }: EventHappening,
  showsText: boolean,
): TimelineEntry {
  return entry({
    id,
    at,
    kind: "reply",
    title: EVENT_WORDS.get(kind) ?? kind,
    body: showsText ? text : null,
  });
}

const EVENT_WORDS: ReadonlyMap<string, string> = new Map([
  ["message.replied", "The debtor replied"],
  ["link.opened", "The pay link was opened"],
  ["opted-out", "Opted out of a channel"],
  ["opted-in", "Agreed to be reached on a channel again"],
]);

export function taskEntry({
  id,
  at,
  title,
  team,
  isEnd,
  status,
  outcome,
}: TaskHappening): TimelineEntry {
  if (!isEnd) return entry({ id, at, kind: "task", title: `Task for ${team}: ${title}` });
  return entry({
    id,
    at,
    kind: "task",
    title: status === "done" ? `Task done: ${title}` : `Task cancelled: ${title}`,
    detail: outcome === null ? null : plainWords(outcome),
  });
}

export function legalStepEntry(step: LegalStepHappening, zone: Zone): TimelineEntry {
  const { id, at, verdict, until, reason, rules, place } = step;
  const answer = {
    allowed: "may be taken",
    deferred: until === null ? "has to wait" : `has to wait until ${localMoment(zone, until)}`,
    forbidden: "may not be taken",
  };
  return entry({
    id,
    at,
    kind: "legal-step",
    title: `Legal step, "${stepTitle(step.step)}": ${answer[verdict]}`,
    detail: refusalWords(reason),
    rules: rules.map(ruleWords),
    flow: flowOf(place),
  });
}

export function arrivalEntry(arrival: { id: string; at: Date; account: string }): TimelineEntry {
  const { id, at, account } = arrival;
  return entry({ id, at, kind: "import", title: "Account came in", detail: account });
}

/** An entry without what few have. */
export function entry({
  at,
  ...own
}: Partial<TimelineEntry> & {
  readonly id: string;
  readonly at: Date;
  readonly kind: TimelineEntry["kind"];
  readonly title: string;
}): TimelineEntry {
  return {
    atMs: at.getTime(),
    attemptId: null,
    detail: null,
    channel: null,
    body: null,
    rules: [],
    flow: null,
    ...own,
  };
}

function flowOf({ flowId, flowName, version, nodeId, node }: FlowPlace) {
  return {
    id: flowId,
    name: flowName,
    version,
    node: nodeId,
    nodeName: stepName(node, nodeId),
  };
}

function nodeOf(nodes: readonly string[], names: readonly string[]) {
  return { node: nodes.at(-1) ?? "", nodeName: names.at(-1) ?? "" };
}

function messageChannel(channel: AttemptHappening["channel"]): Channel | null {
  return channel === "sms" || channel === "email" || channel === "letter" ? channel : null;
}
