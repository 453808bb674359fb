import { isDeepStrictEqual } from "node:util";
import type { NodeId } from "@fairflow/flow";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { advance } from "./advance.ts";
import { arbitraryCompiledFlow, type Step } from "./arbitrary-flow.ts";
import {
  arbitraryMoves,
  lost,
  miscounted,
  play,
  type Moment,
  type Move,
} from "./arbitrary-play.ts";
import type { CompiledFlow } from "./compile.ts";
import { Run, wakeAtMs } from "./run.ts";
import { toyCatalog } from "./toys/toy-catalog.ts";
import { emptyLibrary, toyFacts, toyFields } from "./toys/toy-flow.ts";
import { T0 } from "./toys/toy-run.ts";

/** Longer than the shortest deferral, shorter than some waits. */
const LONGEST_MS = 90_000;

const field = "custom.score";
const ms = fc.integer({ min: 1, max: LONGEST_MS });

function step(type: string, config: fc.Arbitrary<Step["config"]>): fc.Arbitrary<Step> {
  return config.map((settings) => ({ type, config: settings }));
}

const arbitraryFlow = arbitraryCompiledFlow({
  catalog: toyCatalog,
  library: emptyLibrary,
  fields: toyFields,
  start: { type: "start", config: {} },
  pause: { type: "pause", config: {} },
  end: { type: "finish", config: {} },
  steps: fc.oneof(
    step("pass", fc.constant({})),
    step("above", fc.record({ field: fc.constant(field), bound: fc.nat(3) })),
    step("set", fc.record({ field: fc.constant(field), value: fc.nat(3) })),
    step("sleep", fc.record({ ms })),
    step(
      "listen",
      fc.record({
        events: fc.subarray(["paid", "part-paid", "replied", "custom:letter"], { minLength: 1 }),
        ms: fc.option(ms),
      }),
    ),
    step("ask", fc.record({ ms, outcomes: fc.constant(["done"]) })),
    { weight: 2, arbitrary: step("send", fc.record({ giveUpMs: ms })) },
    { weight: 2, arbitrary: step("notify", fc.record({ ms, asksForProof: fc.boolean() })) },
    step("sue", fc.record({ ms })),
  ),
});

const arbitraryPlay = arbitraryMoves(LONGEST_MS);

function played(flow: CompiledFlow, moves: readonly Move[]): readonly Moment[] {
  return play(flow, moves, {
    fromMs: T0,
    factsAt: ({ salt, disputeOpen }) =>
      toyFacts({ [field]: salt % 6 === 5 ? null : salt % 6 }, { disputeOpen }),
  });
}

/** The smallest play that was found to break a law, as the moments that break it; null when none was. */
function counterexampleTo(
  broken: (moments: readonly Moment[], flow: CompiledFlow) => readonly Moment[],
): readonly Moment[] | null {
  const law = fc.property(
    arbitraryFlow,
    arbitraryPlay,
    (flow, moves) => broken(played(flow, moves), flow).length === 0,
  );
  const { counterexample } = fc.check(law, { numRuns: 1_000 });
  if (counterexample === null) return null;
  const [flow, moves] = counterexample;
  return broken(played(flow, moves), flow);
}

const isUnchanged = ({ run, steps, effects, before }: Moment): boolean =>
  run === before && steps.length === 0 && effects.length === 0;

const keyOf = ({ node, visit }: { readonly node: NodeId; readonly visit: number }): string =>
  `${node} ${visit}`;

test("I8: at every node, at every moment, entered = left + present", () => {
  expect(counterexampleTo(miscounted)).toBeNull();
});

test("I8: no run is lost", () => {
  expect(counterexampleTo(lost)).toBeNull();
});

test("a run survives the way through JSON", () => {
  const counterexample = counterexampleTo((moments) =>
    moments.filter(({ run }) => {
      const read = Run.safeParse(JSON.parse(JSON.stringify(run)));
      return !read.success || !isDeepStrictEqual(read.data, run);
    }),
  );

  expect(counterexample).toBeNull();
});

test("I2: the same flow, run and input give the same answer, and nothing given is changed", () => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryPlay, (flow, moves) => {
      expect(played(flow, moves)).toEqual(played(flow, moves));
    }),
    { numRuns: 300 },
  );
});

function isStale({ before, event, nowMs }: Moment): boolean {
  if (before.status === "ended") return true;
  const wakeMs = wakeAtMs(before);
  switch (event.kind) {
    case "attempt":
    case "notice":
    case "answered":
    case "task-done":
      return event.visit !== (before.interrupted ?? before).visit;
    case "wake":
      return wakeMs === null || wakeMs > nowMs;
    case "ask-again":
      return !["attempt", "leave"].includes(before.waiting?.kind ?? "");
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
      const isAnswer = event.kind === "attempt" && event.result.kind !== "allowed";
      if (isAnswer && underWay === keyOf(event)) underWay = null;
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

test("no run stands at a disabled step, nor asks for anything there", () => {
  const counterexample = counterexampleTo((moments) => {
    const disabled = new Set(
      moments.flatMap(({ steps }) => steps.filter((each) => each.disabled).map(({ node }) => node)),
    );
    return moments.filter(
      ({ run, effects }) =>
        (run.node !== null && disabled.has(run.node)) ||
        effects.some((effect) => "node" in effect && disabled.has(effect.node)),
    );
  });

  expect(counterexample).toBeNull();
});
