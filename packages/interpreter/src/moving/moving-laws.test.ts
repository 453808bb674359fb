import type { NodeId } from "@fairflow/flow";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { advance } from "../advance.ts";
import { arbitraryVersions, type Material, type Step as Drawn } from "../arbitrary-flow.ts";
import { arbitraryMoves, lost, play, playOn, type Moment, type Move } from "../arbitrary-play.ts";
import type { CompiledFlow } from "../compile.ts";
import { AwaitedEvent, type RunEvent } from "../run-event.ts";
import { newRun, Run, wakeAtMs } from "../run.ts";
import { toyCatalog } from "../toys/toy-catalog.ts";
import { emptyLibrary, toyFacts, toyFields } from "../toys/toy-flow.ts";
import { T0 } from "../toys/toy-run.ts";
import { proposeMap, type Destination, type MoveMap } from "./move-map.ts";
import { movePlanner, type MovePlan } from "./plan-move.ts";

/** Longer than the shortest deferral, shorter than some waits. */
const LONGEST_MS = 90_000;
const field = "custom.score";
const ms = fc.integer({ min: 1, max: LONGEST_MS });

function step(type: string, config: fc.Arbitrary<Drawn["config"]>): fc.Arbitrary<Drawn> {
  return config.map((settings) => ({ type, config: settings }));
}

const material: Material = {
  catalog: toyCatalog,
  library: emptyLibrary,
  fields: toyFields,
  start: { type: "start", config: {} },
  pause: { type: "pause", config: {} },
  end: { type: "finish", config: {} },
  steps: fc.oneof(
    step("pass", fc.constant({})),
    step("set", fc.record({ field: fc.constant(field), value: fc.nat(3) })),
    { weight: 2, arbitrary: step("sleep", fc.record({ ms })) },
    step(
      "listen",
      fc.record({
        events: fc.subarray(["paid", "part-paid", "replied", "custom:letter"], { minLength: 1 }),
        ms: fc.option(ms),
      }),
    ),
    step("ask", fc.record({ ms, outcomes: fc.subarray(["done", "later"], { minLength: 1 }) })),
    { weight: 4, arbitrary: step("send", fc.record({ giveUpMs: ms })) },
    { weight: 2, arbitrary: step("notify", fc.record({ ms, asksForProof: fc.boolean() })) },
    step("sue", fc.record({ ms })),
  ),
};

const versions = arbitraryVersions(material);

const play1 = arbitraryMoves(LONGEST_MS);
/** What a person decides for each node where there is no proposal, or instead of it. */
const choices = fc.array(fc.tuple(fc.nat(9), fc.nat(20)), { minLength: 12, maxLength: 12 });

interface Moved {
  readonly from: CompiledFlow;
  readonly to: CompiledFlow;
  readonly before: readonly Moment[];
  readonly stood: Run;
  readonly plan: MovePlan;
  readonly after: readonly Moment[];
}

const factsAt = ({ salt, disputeOpen }: Move) =>
  toyFacts({ [field]: salt % 6 === 5 ? null : salt % 6 }, { disputeOpen });

function mapOf(
  { from, to }: { readonly from: CompiledFlow; readonly to: CompiledFlow },
  chosen: readonly (readonly [number, number])[],
): MoveMap {
  const targets = [...to.nodes.values()].filter(({ role }) => role !== "start");
  const map: Record<NodeId, Destination> = { ...proposeMap(from, to) };
  for (const [index, node] of [...from.nodes.values()].entries()) {
    const [choice, at] = chosen[index % chosen.length] ?? [9, 0];
    const target = targets[at % targets.length];
    if (choice === 0) map[node.id] = { kind: "leave" };
    else if (choice === 1) map[node.id] = { kind: "stay" };
    else if (choice === 2) map[node.id] = { kind: "hand-over", team: "Desk" };
    else if (choice <= 5 && target !== undefined) map[node.id] = { kind: "move", to: target.id };
  }
  return map;
}

/** Which messages have left, and what stands of the one of the visit. */
function messagesOf(moments: readonly Moment[], stood: Run) {
  const sent = new Set<NodeId>();
  let underWay: string | null = null;
  for (const { effects, event, before } of moments) {
    if (event.kind === "attempt" && underWay === key(event)) {
      if (event.result.kind === "sent" && isAwaited(before, event)) sent.add(event.node);
      underWay = null;
    }
    for (const effect of effects) {
      if (effect.kind === "withdraw") underWay = null;
      if (effect.kind === "attempt") underWay = key(effect);
    }
  }
  const { node, visit } = stood.interrupted ?? stood;
  const isPlanned = underWay !== null && node !== null && underWay === key({ node, visit });
  return { sent, message: isPlanned ? ("planned" as const) : ("none" as const) };
}

function key({ node, visit }: { readonly node: NodeId; readonly visit: number }): string {
  return `${node} ${visit}`;
}

function isAwaited(run: Run, at: { readonly node: NodeId; readonly visit: number }): boolean {
  const { node, visit } = run.interrupted ?? run;
  return node === at.node && visit === at.visit;
}

function moved(
  both: { readonly from: CompiledFlow; readonly to: CompiledFlow },
  of: {
    readonly first: readonly Move[];
    readonly second: readonly Move[];
    readonly chosen: readonly (readonly [number, number])[];
    /** Whether a message that is planned counts as one that is on its way. */
    readonly leaves: boolean;
  },
): Moved {
  const before = play(both.from, of.first, { fromMs: T0, factsAt });
  const last = before.at(-1);
  if (last === undefined) throw new RangeError("Nothing was played");
  const stood = last.run;
  const { sent, message } = messagesOf(before, stood);
  if (of.leaves && message === "planned" && stood.interrupted === null && stood.node !== null) {
    sent.add(stood.node);
  }
  const plan = movePlanner({ ...both, map: mapOf(both, of.chosen) })({
    run: stood,
    facts: toyFacts({ [field]: 1 }),
    nowMs: last.nowMs,
    sent,
    message: of.leaves && message === "planned" ? "left" : message,
  });
  const [flow, run] =
    plan.kind === "moves"
      ? [both.to, plan.run]
      : [both.from, plan.kind === "ends" ? plan.run : stood];
  const after = playOn(flow, run, { fromMs: last.nowMs, factsAt, moves: of.second });
  return { ...both, before, stood, plan, after };
}

const NUM_RUNS = 1_000;

function counterexampleTo(
  isBroken: (moved: Moved) => boolean,
  leaves: fc.Arbitrary<boolean> = fc.boolean(),
) {
  const law = fc.property(
    versions,
    fc.record({ first: play1, second: play1, chosen: choices, leaves }),
    (both, of) => !isBroken(moved(both, of)),
  );
  const { counterexample, numRuns } = fc.check(law, { numRuns: NUM_RUNS });
  if (counterexample === null) return numRuns === NUM_RUNS ? null : "too few runs";
  return moved(counterexample[0], counterexample[1]);
}

test("no run is lost by a move, or after it", () => {
  expect(
    counterexampleTo(({ plan, stood, after }) => {
      if (lost(after).length > 0) return true;
      if (plan.kind === "moves" || plan.kind === "ends") {
        const moment = { run: plan.run, before: stood, steps: [], effects: [], nowMs: 0 };
        return lost([{ ...moment, event: { kind: "wake" } }]).length > 0;
      }
      return false;
    }),
  ).toBeNull();
});

test("what is moved is a run that can be stored, at a node of the version that it goes to", () => {
  expect(
    counterexampleTo(({ plan, to }) => {
      if (plan.kind !== "moves") return false;
      const { node, interrupted } = Run.parse(JSON.parse(JSON.stringify(plan.run)));
      return [node, interrupted?.node].some((id) => id != null && !to.nodes.has(id));
    }),
  ).toBeNull();
});

test("I8: at every node of both versions entered = left + present, at the move and ever after", () => {
  expect(
    counterexampleTo(({ plan, before, after }) => {
      const here = new Map<string, number>();
      const count = (
        version: "from" | "to",
        steps: readonly { node: NodeId; entered: boolean; left: string | null }[],
      ) => {
        for (const { node, entered, left } of steps) {
          const at = `${version} ${node}`;
          here.set(at, (here.get(at) ?? 0) + (entered ? 1 : 0) - (left === null ? 0 : 1));
        }
      };
      const balances = (version: "from" | "to", run: Run) =>
        [...here].every(([at, n]) => n === (at === `${version} ${run.node}` ? 1 : 0));
      for (const { steps } of before) count("from", steps);
      const now = plan.kind === "moves" ? "to" : "from";
      if (plan.kind === "moves" || plan.kind === "ends") {
        count("from", plan.left);
        if (plan.kind === "moves") count("to", plan.entered);
        if (!balances(now, plan.run)) return true;
      }
      return after.some(({ steps, run }) => {
        count(now, steps);
        return !balances(now, run);
      });
    }),
  ).toBeNull();
});

/** What brings a run on from where it stands, as the world does in the end. */
function onwards(run: Run, nowMs: number): { readonly event: RunEvent; readonly atMs: number } {
  const { node, visit, waiting } = run;
  const atMs = Math.max(nowMs, wakeAtMs(run) ?? nowMs);
  if (node === null || waiting === null) return { event: { kind: "start" }, atMs };
  switch (waiting.kind) {
    case "attempt":
    case "leave": {
      if (waiting.askAgainMs !== null) return { event: { kind: "wake" }, atMs };
      const result = { kind: waiting.kind === "attempt" ? "sent" : "allowed" } as const;
      return { event: { kind: "attempt", node, visit, result }, atMs };
    }
    case "event": {
      const [heard] = Object.keys(waiting.exits).map((name) => AwaitedEvent.parse(name));
      if (waiting.untilMs !== null || heard === undefined) return { event: { kind: "wake" }, atMs };
      return { event: { kind: "happened", event: heard }, atMs };
    }
    case "time":
    case "notice":
    case "dispute":
    case "arrival":
      return { event: { kind: "wake" }, atMs };
  }
}

/** Takes a run so many events on, or to its end, and tells at which nodes a message left. */
function driven(
  flow: CompiledFlow,
  from: Run,
  { nowMs, events }: { nowMs: number; events: number },
) {
  const sent: NodeId[] = [];
  let [run, now] = [from, nowMs];
  for (let each = 0; each < events && run.status !== "ended"; each += 1) {
    const { event, atMs } = onwards(run, now);
    now = atMs;
    if (event.kind === "attempt" && event.result.kind === "sent") sent.push(event.node);
    ({ run } = advance(flow, run, { facts: toyFacts({ [field]: 1 }), event, nowMs: now }));
  }
  return { run, sent, nowMs: now };
}

test("I6: driven to the end after a move, a run ends, and no message was sent twice in its whole life", () => {
  let passedOver = 0;
  const law = fc.property(
    arbitraryVersions(material, { isForward: true }),
    fc.record({ events: fc.nat(12), chosen: choices, leaves: fc.boolean() }),
    ({ from, to }, { events, chosen, leaves }) => {
      const before = driven(from, newRun(T0), { nowMs: T0, events });
      const { run: stood, nowMs } = before;
      if (stood.status === "ended") return;
      const asksNow = stood.waiting?.kind === "attempt" && stood.waiting.askAgainMs === null;
      const message = asksNow ? (leaves ? "left" : "planned") : "none";
      const sent = new Set(before.sent);
      if (message === "left" && stood.node !== null) sent.add(stood.node);
      const map = mapOf({ from, to }, chosen);
      const facts = toyFacts({ [field]: 1 });
      const plan = movePlanner({ from, to, map })({ run: stood, facts, nowMs, sent, message });
      if (plan.kind === "ends") return;
      const after =
        plan.kind === "moves"
          ? driven(to, plan.run, { nowMs, events: 100 })
          : driven(from, stood, { nowMs, events: 100 });
      if (plan.kind === "moves" && plan.run.passesOver.length > after.run.passesOver.length) {
        passedOver += 1;
      }
      const all = [...before.sent, ...after.sent];

      expect(after.run.status).toBe("ended");
      expect(all).toEqual([...new Set(all)]);
    },
  );
  fc.assert(law, { numRuns: 2_000 });

  // The law is met by passing over, not only by going on: seldom, so that chance alone might not show it.
  passedOver = 0;
  fc.assert(law, { numRuns: 2_000, seed: 1 });
  expect(passedOver).toBeGreaterThan(0);
});

test("I6: a visit whose message is on its way is moved only to where its answer finds it as it was", () => {
  let met = 0;
  expect(
    counterexampleTo(({ plan, stood, before }) => {
      const { message } = messagesOf(before, stood);
      if (message !== "planned" || plan.kind !== "moves") return false;
      met += 1;
      const { node, visit, waiting } = plan.run;
      const isAsItWas = JSON.stringify(waiting) === JSON.stringify(stood.waiting);
      const findsIt = node === stood.node && visit === stood.visit && plan.to === node;
      return !findsIt || !isAsItWas || plan.effects.length > 0;
    }, fc.constant(true)),
  ).toBeNull();
  expect(met).toBeGreaterThan(0);
});

test("a run that a dispute or a hold has stopped stays stopped, and asks for nothing until that is over", () => {
  expect(
    counterexampleTo(({ plan, stood }) => {
      if (plan.kind !== "moves" || stood.interrupted === null) return false;
      const isStopped = plan.run.interrupted !== null && plan.run.waiting !== null;
      const isDisputed = stood.waiting?.kind === "dispute";
      const keepsDispute =
        plan.run.waiting?.kind === "dispute" || plan.run.holds.includes("dispute");
      return !isStopped || (isDisputed && !keepsDispute) || plan.run.status === "ended";
    }),
  ).toBeNull();
});

test("where no edit touches anything, a run is as it was, and only a planned message is asked for anew", () => {
  const law = fc.property(versions, play1, ({ from }, first) => {
    const moments = play(from, first, { fromMs: T0, factsAt });
    const last = moments.at(-1);
    if (last === undefined) return;
    const { run: stood, nowMs } = last;
    if (stood.status === "ended") return;
    const { sent, message } = messagesOf(moments, stood);
    const both = { from, to: from, map: proposeMap(from, from) };
    const plan = movePlanner(both)({ run: stood, facts: toyFacts(), nowMs, sent, message });

    expect(plan.kind).toBe("moves");
    const wait = (stood.interrupted ?? stood).waiting;
    // What is not on its way is asked for anew.
    const asks = wait?.kind === "attempt" || wait?.kind === "leave";
    if (plan.kind !== "moves" || (asks && wait.askAgainMs === null)) return;
    // A held run stands where it stood with what has become known of its wait since.
    const waiting = stood.status === "held" ? (wait ?? null) : stood.waiting;
    expect({ ...plan.run, passesOver: [] }).toEqual({ ...stood, waiting });
  });
  fc.assert(law, { numRuns: 500 });
});
