import { isDeepStrictEqual } from "node:util";
import { NodeId } from "@fairflow/flow";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { advance, type Advanced } from "./advance.ts";
import { arbitraryCompiledFlow } from "./arbitrary-flow.ts";
import type { CompiledFlow } from "./compile.ts";
import type { RunEvent } from "./run-event.ts";
import { newRun, Run, wakeAtMs } from "./run.ts";
import { toyFacts } from "./toy-flow.ts";
import { T0 } from "./toy-run.ts";

/** What happens next, given where the run is; time passes before it. */
interface Move {
  readonly afterMs: number;
  readonly eventFor: (run: Run) => RunEvent;
  readonly score: number | null;
  readonly disputeOpen: boolean;
}

const HERE = NodeId.parse("n0");

const arbitraryEvent: fc.Arbitrary<Move["eventFor"]> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(() => ({ kind: "wake" }) as const) },
  {
    weight: 10,
    arbitrary: fc
      .tuple(
        fc.constantFrom("sent", "failed", "not-allowed", "deferred"),
        fc.integer({ min: -1_000, max: 90_000 }),
        fc.constantFrom(0, 0, 0, -1, 1),
      )
      .map(([kind, delay, offset]) => (run: Run): RunEvent => {
        const stand = run.interrupted ?? run;
        const result =
          kind === "deferred"
            ? { kind, untilMs: run.enteredMs + delay, rules: [] }
            : kind === "not-allowed"
              ? { kind, rules: [] }
              : { kind };
        const at = { node: stand.node ?? HERE, visit: stand.visit + offset };
        return { kind: "attempt", ...at, result };
      }),
  },
  fc.constantFrom(0, 0, -1).map((offset) => (run: Run): RunEvent => {
    const stand = run.interrupted ?? run;
    const at = { node: stand.node ?? HERE, visit: stand.visit + offset };
    return { kind: "task-done", ...at, outcome: "done" };
  }),
  fc
    .constantFrom("paid", "part-paid", "replied", "opted-out", "custom:letter")
    .map((event) => () => ({ kind: "happened", event }) as const),
  fc.constantFrom("dispute-opened", "start").map((kind) => () => ({ kind }) as const),
  fc
    .record({
      kind: fc.constant("dispute-resolved" as const),
      decision: fc.constantFrom("accepted", "partly-accepted", "rejected"),
      resumeNotBeforeMs: fc.integer({ min: T0, max: T0 + 200_000 }),
    })
    .map((event) => () => event),
  fc
    .record({
      kind: fc.constantFrom("held", "released"),
      reason: fc.constantFrom("promise", "debt-review"),
    })
    .map((event) => () => event),
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<RunEvent>(
        { kind: "paid" },
        { kind: "cured" },
        { kind: "stopped", reason: "recalled" },
      )
      .map((event) => () => event),
  },
);

const arbitraryMoves = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6_000 })),
    eventFor: arbitraryEvent,
    score: fc.option(fc.integer({ min: 0, max: 4 })),
    disputeOpen: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

interface Moment extends Advanced {
  readonly before: Run;
  readonly event: RunEvent;
  readonly nowMs: number;
}

/** Plays the moves from the start. */
function play(flow: CompiledFlow, moves: readonly Move[]): readonly Moment[] {
  const first: Move = {
    afterMs: 0,
    eventFor: () => ({ kind: "start" }),
    score: null,
    disputeOpen: moves[0]?.disputeOpen ?? false,
  };
  const moments: Moment[] = [];
  let before = newRun(T0);
  let nowMs = T0;
  for (const { afterMs, eventFor, score, disputeOpen } of [first, ...moves]) {
    nowMs += afterMs;
    const event = eventFor(before);
    const facts = toyFacts({ "custom.score": score }, { disputeOpen });
    const input = deepFreeze({ facts, event, nowMs });
    const advanced = deepFreeze(advance(flow, before, input));
    moments.push({ ...advanced, before, event, nowMs });
    before = advanced.run;
  }
  return moments;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

/** The smallest play that was found to break a law, as the moments that break it; null when none was. */
function counterexampleTo(
  broken: (moments: readonly Moment[], flow: CompiledFlow) => readonly Moment[],
): readonly Moment[] | null {
  const law = fc.property(
    arbitraryCompiledFlow,
    arbitraryMoves,
    (flow, moves) => broken(play(flow, moves), flow).length === 0,
  );
  const { counterexample } = fc.check(law, { numRuns: 1_000 });
  if (counterexample === null) return null;
  const [flow, moves] = counterexample;
  return broken(play(flow, moves), flow);
}

const isUnchanged = ({ run, steps, effects, before }: Moment): boolean =>
  run === before && steps.length === 0 && effects.length === 0;

const keyOf = ({ node, visit }: { readonly node: NodeId; readonly visit: number }): string =>
  `${node} ${visit}`;

test("I8: at every node, at every moment, entered = left + present", () => {
  const counterexample = counterexampleTo((moments) => {
    const present = new Map<NodeId, number>();
    return moments.filter(({ run, steps }) => {
      for (const { node, entered, left } of steps) {
        const change = (entered ? 1 : 0) - (left === null ? 0 : 1);
        present.set(node, (present.get(node) ?? 0) + change);
      }
      return [...present].some(([node, count]) => count !== (node === run.node ? 1 : 0));
    });
  });

  expect(counterexample).toBeNull();
});

/** Whether the run waits for something, is held for a reason, or has ended with one. */
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

test("I8: no run is lost, and each survives the way through JSON", () => {
  const counterexample = counterexampleTo((moments) =>
    moments.filter(({ run }) => {
      const read = Run.safeParse(JSON.parse(JSON.stringify(run)));
      return !isFound(run) || !read.success || !isDeepStrictEqual(read.data, run);
    }),
  );

  expect(counterexample).toBeNull();
});

test("I2: the same flow, run and input give the same answer, and nothing given is changed", () => {
  fc.assert(
    fc.property(arbitraryCompiledFlow, arbitraryMoves, (flow, moves) => {
      expect(play(flow, moves)).toEqual(play(flow, moves));
    }),
    { numRuns: 300 },
  );
});

function isStale({ before, event, nowMs }: Moment): boolean {
  if (before.status === "ended") return true;
  const wakeMs = wakeAtMs(before);
  switch (event.kind) {
    case "attempt":
    case "task-done":
      return event.visit !== (before.interrupted ?? before).visit;
    case "wake":
      return wakeMs === null || wakeMs > nowMs;
    case "start":
      return before.visit > 0;
    case "happened":
    case "paid":
    case "cured":
    case "dispute-opened":
    case "dispute-resolved":
    case "held":
    case "released":
    case "stopped":
      return false;
  }
}

test("I4: an event of an earlier visit, and a wake before its time, change nothing", () => {
  const counterexample = counterexampleTo((moments) =>
    moments.filter((moment) => isStale(moment) && !isUnchanged(moment)),
  );

  expect(counterexample).toBeNull();
});

test("I4: a result that has moved the run moves it no further when it comes again", () => {
  const counterexample = counterexampleTo((moments, flow) =>
    moments.flatMap((moment) => {
      const { event, run, before, nowMs } = moment;
      const settles = event.kind === "attempt" || event.kind === "task-done";
      if (!settles || (run.node === before.node && run.visit === before.visit)) return [];
      const again = advance(flow, run, { facts: toyFacts(), event, nowMs });
      return isUnchanged({ ...again, before: run, event, nowMs }) ? [] : [moment];
    }),
  );

  expect(counterexample).toBeNull();
});

test("I6: at most one message of a visit is under way at a time, and none of a run that is stopped", () => {
  const counterexample = counterexampleTo((moments) => {
    let underWay: string | null = null;
    return moments.filter(({ run, effects, event }) => {
      let faults = 0;
      if (event.kind === "attempt" && underWay === keyOf(event)) underWay = null;
      for (const effect of effects) {
        if (effect.kind === "withdraw") {
          if (keyOf(effect) !== underWay) faults += 1;
          underWay = null;
        }
        if (effect.kind === "attempt") {
          if (underWay !== null) faults += 1;
          underWay = keyOf(effect);
        }
      }
      const isStopped = run.status !== "active" || run.interrupted !== null;
      return faults > 0 || (isStopped && underWay !== null);
    });
  });

  expect(counterexample).toBeNull();
});

test("a held or disputed run passes no step and asks for nothing until that is over", () => {
  const counterexample = counterexampleTo((moments) =>
    moments.filter(
      ({ run, before, steps, effects }) =>
        before.interrupted !== null &&
        run.interrupted !== null &&
        (steps.some(({ entered, left }) => entered && left !== null) ||
          effects.some(({ kind }) => kind === "attempt" || kind === "change")),
    ),
  );

  expect(counterexample).toBeNull();
});
