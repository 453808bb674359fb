import type { Zone } from "@fairflow/calendar";
import type { TimelineEntry } from "@fairflow/contract";
import type {
  AgreementHappening,
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
  { id, at, kind, reason, statement, status, account }: DisputeHappening,
  showsText: boolean,
): TimelineEntry {
  const what = DISPUTE_WORDS[kind];
  return entry({
    id,
    at,
    kind: "dispute",
    title: status === "open" ? `${what} opened` : `${what} ${status.replace("_", " ")}`,
    detail: `${account}: ${plainWords(reason)}`,
    body: showsText ? statement : null,
  });
}

const DISPUTE_WORDS = { dispute: "Dispute", query: "Question", complaint: "Complaint" } as const;

export function agreementEntry(agreement: AgreementHappening): TimelineEntry {
  const { id, at, event, kind, amount, currency, dueOn, instalments, number } = agreement;
  const by = dueOn === null ? null : `by ${dueOn}`;
  const words = AGREED_WORDS.get(event) ?? AGREED_WORDS.get(`${kind} ${event}`);
  return entry({
    id: `${id}.agreement`,
    at,
    kind: "promise",
    title: `${words ?? plainWords(event)} ${formatMoney(amount, currency)}`,
    detail:
      number === null && kind === "arrangement"
        ? `${instalments} instalments, the last ${by ?? ""}`
        : by,
  });
}

const AGREED_WORDS: ReadonlyMap<string, string> = new Map([
  ["promise promise.made", "Promised"],
  ["promise promise.kept", "Promise kept:"],
  ["promise promise.partly-kept", "Promise kept in part:"],
  ["promise promise.broken", "Promise broken:"],
  ["promise promise.cancelled", "Promise taken back:"],
  ["arrangement promise.made", "Arranged"],
  ["arrangement promise.kept", "Arrangement completed:"],
  ["arrangement promise.partly-kept", "Arrangement kept in part:"],
  ["arrangement promise.broken", "Arrangement over:"],
  ["arrangement promise.cancelled", "Arrangement taken back:"],
  ["instalment.kept", "Instalment paid:"],
  ["instalment.partly-kept", "Instalment paid in part:"],
  ["instalment.missed", "Instalment missed:"],
  ["settlement.settled", "Settled for"],
  ["settlement.lapsed", "Settlement lapsed:"],
]);

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

export function taskEntry(
  { id, at, title, team, isEnd, status, outcome, note }: TaskHappening,
  showsText: boolean,
): TimelineEntry {
  if (!isEnd) return entry({ id, at, kind: "task", title: `Task for ${team}: ${title}` });
  return entry({
    id,
    at,
    kind: "task",
    title: status === "done" ? `Task done: ${title}` : `Task cancelled: ${title}`,
    detail: outcome === null ? null : plainWords(outcome),
    body: showsText ? note : null,
  });
}

export function arrivalEntry(arrival: { id: string; at: Date; account: string }): TimelineEntry {
  const { id, at, account } = arrival;
  return entry({ id, at, kind: "import", title: "Account came in", detail: account });
}
