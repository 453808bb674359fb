import { NodeId } from "@fairflow/flow";
import * as fc from "fast-check";
import { advance } from "./advance.ts";
import { newRun, wakeAtMs } from "./run.ts";
const NOWHERE = NodeId.parse("n0");
/** @param longestMs how far apart two moves may be */
export function arbitraryMoves(longestMs) {
  return fc.array(
    fc.record({
      after: fc.oneof(fc.constantFrom(0, "wake-up"), fc.integer({ min: 1, max: longestMs })),
      eventFor: arbitraryEvent(longestMs),
      salt: fc.nat(1_000),
      disputeOpen: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  );
}
/** Plays the moves from the start; what is given to `advance` is frozen. */
export function play(flow, moves, { fromMs, factsAt }) {
  const moments = [];
  let before = newRun(fromMs);
  let nowMs = fromMs;
  const begin = { after: 0, eventFor: () => ({ kind: "start" }) };
  for (const move of [...moves.slice(0, 1).map((first) => ({ ...first, ...begin })), ...moves]) {
    nowMs =
      move.after === "wake-up" ? Math.max(nowMs, wakeAtMs(before) ?? nowMs) : nowMs + move.after;
    const event = move.eventFor(before, nowMs);
    const input = deepFreeze({ facts: factsAt(move, nowMs), event, nowMs });
    const advanced = deepFreeze(advance(flow, before, input));
    moments.push({ ...advanced, before, event, nowMs });
    before = advanced.run;
  }
  return moments;
}
/** I8: the moments at which entered = left + present does not hold at every node. */
export function miscounted(moments) {
  const present = new Map();
  return moments.filter(({ run, steps }) => {
    for (const { node, entered, left } of steps) {
      const change = (entered ? 1 : 0) - (left === null ? 0 : 1);
      present.set(node, (present.get(node) ?? 0) + change);
    }
    return [...present].some(([node, count]) => count !== (node === run.node ? 1 : 0));
  });
}
/** I8: the moments at which the run neither waits for something, nor is held, nor has ended with a reason. */
export function lost(moments) {
  return moments.filter(({ run }) => !isFound(run));
}
function isFound({ status, node, waiting, interrupted, holds, ended }) {
  switch (status) {
    case "active":
      return (
        node !== null &&
        waiting !== null &&
        ended === null &&
        (interrupted === null || waiting.kind === "dispute")
      );
    case "held":
      return node !== null && interrupted !== null && holds.length > 0 && ended === null;
    case "ended":
      return node === null && waiting === null && interrupted === null && ended !== null;
    case "parked":
      // What compiles does not go round without waiting.
      return false;
  }
}
function arbitraryEvent(longestMs) {
  const results = fc.record({
    kind: fc.constantFrom("sent", "failed", "not-allowed", "deferred"),
    delayMs: fc.integer({ min: -longestMs, max: longestMs }),
    offset: fc.constantFrom(0, 0, 0, -1, 1),
  });
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(() => ({ kind: "wake" })) },
    { weight: 10, arbitrary: results.map(attemptEvent) },
    fc
      .record({
        outcome: fc.constantFrom("done", "overdue", "constructor"),
        offset: fc.constantFrom(0, 0, -1),
      })
      .map(({ outcome, offset }) => (run) => ({
        kind: "task-done",
        ...visitOf(run, offset),
        outcome,
      })),
    fc
      .constantFrom("paid", "part-paid", "replied", "opted-out", "custom:letter")
      .map((event) => () => ({ kind: "happened", event })),
    fc.constantFrom("dispute-opened", "start").map((kind) => () => ({ kind })),
    fc
      .record({
        decision: fc.constantFrom("accepted", "partly-accepted", "rejected"),
        delayMs: fc.integer({ min: -longestMs, max: longestMs }),
      })
      .map(({ decision, delayMs }) => (_, nowMs) => ({
        kind: "dispute-resolved",
        decision,
        resumeNotBeforeMs: nowMs + delayMs,
      })),
    fc
      .record({
        kind: fc.constantFrom("held", "released"),
        reason: fc.constantFrom("promise", "debt-review"),
      })
      .map((event) => () => event),
    fc
      .constantFrom({ kind: "paid" }, { kind: "cured" }, { kind: "stopped", reason: "recalled" })
      .map((event) => () => event),
  );
}
function attemptEvent({ kind, delayMs, offset }) {
  return (run, nowMs) => {
    const at = visitOf(run, offset);
    switch (kind) {
      case "deferred":
        return { kind: "attempt", ...at, result: { kind, untilMs: nowMs + delayMs, rules: [] } };
      case "not-allowed":
        return { kind: "attempt", ...at, result: { kind, rules: [] } };
      case "sent":
      case "failed":
        return { kind: "attempt", ...at, result: { kind } };
    }
  };
}
/** The visit at which the run stands, or stood when it was interrupted; `offset` makes it another. */
function visitOf(run, offset) {
  const { node, visit } = run.interrupted ?? run;
  return { node: node ?? NOWHERE, visit: visit + offset };
}
function deepFreeze(value) {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
