import type { Zone } from "@fairflow/calendar";
import type { TimelineEntry } from "@fairflow/contract";
import type {
  DisputeHappening,
  EventHappening,
  HoldHappening,
  PaymentHappening,
  TaskHappening,
} from "@fairflow/db";
import { formatMoney } from "@fairflow/template";
import { localMoment } from "./local-moment.ts";
import { plainWords } from "./step-words.ts";
import { entry } from "./timeline-entry.ts";

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

export function arrivalEntry(arrival: { id: string; at: Date; account: string }): TimelineEntry {
  const { id, at, account } = arrival;
  return entry({ id, at, kind: "import", title: "Account came in", detail: account });
}
