import { NodeId } from "@fairflow/flow";
import * as fc from "fast-check";
import { advance, type Advanced } from "./advance.ts";
import type { CompiledFlow } from "./compile.ts";
import type { RunEvent } from "./run-event.ts";
import { newRun, wakeAtMs, type Run } from "./run.ts";
import type { Facts } from "./walk.ts";

/** What happens next, given where the run is. Time passes before it: some ms, or until the run's own wake-up. */
export interface Move {
  readonly after: number | "wake-up";
  readonly eventFor: (run: Run, nowMs: number) => RunEvent;
  /** From which the facts are drawn. */
  readonly salt: number;
  readonly disputeOpen: boolean;
}

/** One advance of a play, with what it was given. */
export interface Moment extends Advanced {
  readonly before: Run;
  readonly event: RunEvent;
  readonly nowMs: number;
}

const NOWHERE = NodeId.parse("n0");

/** @param longestMs how far apart two moves may be */
export function arbitraryMoves(longestMs: number): fc.Arbitrary<readonly Move[]> {
  return fc.array(
    fc.record({
      after: fc.oneof(
        fc.constantFrom(0, "wake-up" as const),
        fc.integer({ min: 1, max: longestMs }),
      ),
      eventFor: arbitraryEvent(longestMs),
      salt: fc.nat(1_000),
      disputeOpen: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  );
}

interface Playing {
  readonly fromMs: number;
  readonly factsAt: (move: Move, nowMs: number) => Facts;
}

/** Plays the moves from the start; what is given to `advance` is frozen. */
export function play(
  flow: CompiledFlow,
  moves: readonly Move[],
  playing: Playing,
): readonly Moment[] {
  const begin = { after: 0, eventFor: () => ({ kind: "start" }) as const };
  const started = [...moves.slice(0, 1).map((first) => ({ ...first, ...begin })), ...moves];
  return playOn(flow, newRun(playing.fromMs), { ...playing, moves: started });
}

/** Plays the moves from where a run stands. */
export function playOn(
  flow: CompiledFlow,
  run: Run,
  { fromMs, factsAt, moves }: Playing & { readonly moves: readonly Move[] },
): readonly Moment[] {
  const moments: Moment[] = [];
  let before = run;
  let nowMs = fromMs;
  for (const move of moves) {
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
export function miscounted(moments: readonly Moment[]): readonly Moment[] {
  const present = new Map<NodeId, number>();
  return moments.filter(({ run, steps }) => {
    for (const { node, entered, left } of steps) {
      const change = (entered ? 1 : 0) - (left === null ? 0 : 1);
      present.set(node, (present.get(node) ?? 0) + change);
    }
    return [...present].some(([node, count]) => count !== (node === run.node ? 1 : 0));
  });
}

/** I8: the moments at which the run neither waits for something, nor is held, nor has ended with a reason. */
export function lost(moments: readonly Moment[]): readonly Moment[] {
  return moments.filter(({ run }) => !isFound(run));
}

function isFound({ status, node, waiting, interrupted, holds, ended }: Run): boolean {
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

function arbitraryEvent(longestMs: number): fc.Arbitrary<Move["eventFor"]> {
  const results = fc.record({
    kind: fc.constantFrom("sent", "allowed", "failed", "not-allowed", "deferred"),
    delayMs: fc.integer({ min: -longestMs, max: longestMs }),
    offset: fc.constantFrom(0, 0, 0, -1, 1),
  });
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(() => ({ kind: "wake" }) as const) },
    { weight: 10, arbitrary: results.map(attemptEvent) },
    {
      weight: 4,
      arbitrary: fc
        .record({
          delayMs: fc.option(fc.integer({ min: -longestMs, max: longestMs })),
          arrives: fc.boolean(),
          offset: fc.constantFrom(0, 0, 0, -1),
        })
        .map(noticeEvent),
    },
    fc
      .record({
        outcome: fc.constantFrom("done", "overdue", "constructor"),
        offset: fc.constantFrom(0, 0, -1),
      })
      .map(({ outcome, offset }) => (run: Run): RunEvent => ({
        kind: "task-done",
        ...visitOf(run, offset),
        outcome,
      })),
    fc
      .constantFrom("paid", "part-paid", "replied", "opted-out", "custom:letter")
      .map((event) => () => ({ kind: "happened", event }) as const),
    fc
      .constantFrom("dispute-opened", "start", "ask-again")
      .map((kind) => () => ({ kind }) as const),
    fc
      .record({
        decision: fc.constantFrom("accepted", "partly-accepted", "rejected"),
        delayMs: fc.integer({ min: -longestMs, max: longestMs }),
      })
      .map(({ decision, delayMs }) => (_: Run, nowMs: number): RunEvent => ({
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
      .constantFrom<RunEvent>(
        { kind: "paid" },
        { kind: "cured" },
        { kind: "stopped", reason: "recalled" },
      )
      .map((event) => () => event),
  );
}

interface AttemptMove {
  readonly kind: "sent" | "allowed" | "failed" | "not-allowed" | "deferred";
  readonly delayMs: number;
  readonly offset: number;
}

function attemptEvent({ kind, delayMs, offset }: AttemptMove): Move["eventFor"] {
  return (run, nowMs) => {
    const at = visitOf(run, offset);
    switch (kind) {
      case "deferred":
        return { kind: "attempt", ...at, result: { kind, untilMs: nowMs + delayMs, rules: [] } };
      case "not-allowed":
        return { kind: "attempt", ...at, result: { kind, rules: [] } };
      case "sent":
      case "allowed":
      case "failed":
        return { kind: "attempt", ...at, result: { kind } };
    }
  };
}

function noticeEvent(of: {
  readonly delayMs: number | null;
  readonly arrives: boolean;
  readonly offset: number;
}): Move["eventFor"] {
  const { delayMs, arrives, offset } = of;
  return (run, nowMs) => ({
    kind: "notice",
    ...visitOf(run, offset),
    result: arrives
      ? { kind: "elapses", atMs: delayMs === null ? null : nowMs + delayMs }
      : { kind: "not-delivered" },
  });
}

/** The visit at which the run stands, or stood when it was interrupted; `offset` makes it another. */
function visitOf(run: Run, offset: number) {
  const { node, visit } = run.interrupted ?? run;
  return { node: node ?? NOWHERE, visit: visit + offset };
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
