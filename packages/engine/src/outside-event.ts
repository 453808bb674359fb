import { AwaitedEvent, type RunEvent } from "@fairflow/interpreter";
import { NodeId } from "@fairflow/flow";
import { z } from "zod";

const Visit = { node: NodeId, visit: z.int().positive() };
const Rules = z.array(z.string());
const nothing = z.object({});

/**
 * Every kind of fact that may come from outside the runs: what its row carries (ids, numbers and codes only) and what it
 * means to a run. This is the one place that says so; null means nothing to a run that is under way.
 */
export const OUTSIDE_EVENTS = {
  "payment.full": kind(nothing, () => ({ kind: "paid" })),
  "payment.cured": kind(nothing, () => ({ kind: "cured" })),
  "payment.part": kind(nothing, () => ({ kind: "happened", event: "part-paid" })),
  // The run that ended as paid stays ended; the flow's entry rule takes the account in again.
  "payment.reversed": kind(nothing, () => null),
  "dispute.opened": kind(nothing, () => ({ kind: "dispute-opened" })),
  "dispute.resolved": kind(
    z.object({
      decision: z.enum(["accepted", "partly-accepted", "rejected"]),
      resumeNotBeforeMs: z.int(),
    }),
    (payload) => ({ kind: "dispute-resolved", ...payload }),
  ),
  // Nothing waits for these but people.
  "query.opened": kind(nothing, () => null),
  "query.resolved": kind(nothing, () => null),
  "complaint.opened": kind(nothing, () => null),
  "complaint.resolved": kind(nothing, () => null),
  "hold.placed": kind(z.object({ state: z.string() }), ({ state }) => ({
    kind: "held",
    reason: state,
  })),
  "hold.lifted": kind(z.object({ state: z.string() }), ({ state }) => ({
    kind: "released",
    reason: state,
  })),
  "opted-out": kind(nothing, () => ({ kind: "happened", event: "opted-out" })),
  // The gate asks; what a run has decided since stands.
  "opted-in": kind(nothing, () => null),
  // Read anew with the account whenever the gate is asked.
  "debt.acknowledged": kind(nothing, () => null),
  // Whoever waits for the gate asks at once.
  "law.changed": kind(nothing, () => ({ kind: "ask-again" })),
  "consent.given": kind(nothing, () => null),
  "consent.withdrawn": kind(nothing, () => null),
  "message.delivered": kind(nothing, () => ({ kind: "happened", event: "delivered" })),
  "message.not-delivered": kind(nothing, () => ({ kind: "happened", event: "not-delivered" })),
  "message.replied": kind(nothing, () => ({ kind: "happened", event: "replied" })),
  // What it means to a run follows from its dates, which are counted anew whenever the run is looked at.
  "notice.recorded": kind(nothing, () => null),
  "notice.not-delivered": kind(z.object(Visit), (at) => ({
    kind: "notice",
    ...at,
    result: { kind: "not-delivered" },
  })),
  "link.opened": kind(nothing, () => ({ kind: "happened", event: "link-opened" })),
  "promise.made": kind(nothing, () => ({ kind: "happened", event: "promise-made" })),
  "promise.kept": kind(nothing, () => ({ kind: "happened", event: "promise-kept" })),
  "promise.cancelled": kind(nothing, () => ({ kind: "happened", event: "promise-cancelled" })),
  "instalment.kept": kind(nothing, () => ({ kind: "happened", event: "instalment-kept" })),
  "instalment.partly-kept": kind(nothing, () => ({
    kind: "happened",
    event: "instalment-partly-kept",
  })),
  "instalment.missed": kind(nothing, () => ({ kind: "happened", event: "instalment-missed" })),
  "settlement.settled": kind(nothing, () => ({
    kind: "happened",
    event: "settlement-settled",
  })),
  "settlement.lapsed": kind(nothing, () => ({ kind: "happened", event: "settlement-lapsed" })),
  // What kept demands back is gone before its time: whoever waits for the gate asks at once.
  "gate.eased": kind(nothing, () => ({ kind: "ask-again" })),
  "promise.partly-kept": kind(nothing, () => ({
    kind: "happened",
    event: "promise-partly-kept",
  })),
  "promise.broken": kind(nothing, () => ({ kind: "happened", event: "promise-broken" })),
  "account.closed": kind(nothing, () => ({ kind: "stopped", reason: "closed" })),
  "account.recalled": kind(nothing, () => ({ kind: "stopped", reason: "recalled" })),
  // A person took it out of its flow.
  "run.taken-out": kind(nothing, () => ({ kind: "stopped", reason: "taken-out" })),
  "debtor.erased": kind(nothing, () => ({ kind: "stopped", reason: "erased" })),
  "task.done": kind(z.object({ ...Visit, outcome: z.string() }), (payload) => ({
    kind: "task-done",
    ...payload,
  })),
  "webhook.answered": kind(z.object({ ...Visit, exit: z.string() }), (payload) => ({
    kind: "answered",
    ...payload,
  })),
  "attempt.sent": kind(z.object(Visit), (at) => ({
    kind: "attempt",
    ...at,
    result: { kind: "sent" },
  })),
  "attempt.failed": kind(z.object(Visit), (at) => ({
    kind: "attempt",
    ...at,
    result: { kind: "failed" },
  })),
  "attempt.forbidden": kind(z.object({ ...Visit, rules: Rules }), ({ rules, ...at }) => ({
    kind: "attempt",
    ...at,
    result: { kind: "not-allowed", rules },
  })),
  "attempt.deferred": kind(
    z.object({ ...Visit, rules: Rules, untilMs: z.int() }),
    ({ rules, untilMs, ...at }) => ({
      kind: "attempt",
      ...at,
      result: { kind: "deferred", untilMs, rules },
    }),
  ),
  custom: kind(z.object({ name: AwaitedEvent }), ({ name }) => ({ kind: "happened", event: name })),
} as const;

export type OutsideEventKind = keyof typeof OUTSIDE_EVENTS;

/** A kind that this version does not know, or a payload that does not fit it. */
export class UnreadableEventError extends Error {
  override readonly name = "UnreadableEventError";
}

/**
 * What a recorded fact means to a run.
 *
 * @throws UnreadableEventError
 */
export function runEventOf(name: string, payload: unknown): RunEvent | null {
  if (!isKind(name)) throw new UnreadableEventError(`There is no event kind ${name}`);
  return OUTSIDE_EVENTS[name](payload);
}

/**
 * What flows that are entered at an event hear in a recorded fact; null for what only a run under way can mean.
 *
 * @throws UnreadableEventError
 */
export function entryEventOf(name: string, payload: unknown): AwaitedEvent | null {
  const meaning = runEventOf(name, payload);
  if (meaning?.kind === "happened") return meaning.event;
  if (meaning?.kind === "paid" || meaning?.kind === "cured") return "paid";
  return meaning?.kind === "task-done" ? "task-done" : null;
}

/** Whether a fact settles the attempt or task of one visit, rather than telling something about the debt. */
function isKind(name: string): name is OutsideEventKind {
  return Object.hasOwn(OUTSIDE_EVENTS, name);
}

function kind<Payload extends z.ZodType>(
  payload: Payload,
  meaning: (payload: z.output<Payload>) => RunEvent | null,
): (raw: unknown) => RunEvent | null {
  return (raw) => {
    const parsed = payload.safeParse(raw);
    if (!parsed.success) throw new UnreadableEventError(z.prettifyError(parsed.error));
    return meaning(parsed.data);
  };
}
