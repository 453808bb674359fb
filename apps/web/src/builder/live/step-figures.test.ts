import { NO_COUNTS, type NodeCounts } from "@fairflow/contract";
import { Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { countsOf, createLiveStore, takeCounts } from "./live-store.ts";
import { isTellable, stepFigures } from "./step-figures.ts";

const COUNTS: NodeCounts = {
  ...NO_COUNTS,
  entered: 120,
  movedIn: 15,
  present: 6,
  left: { sent: 100, failed: 6, "not-allowed": 3, "moved:sms": 5 },
  sent: 100,
  delivered: 90,
  failed: 8,
  deferred: 4,
  forbidden: 3,
  goals: 12,
  paid: 20,
  collected: { ZAR: 120_000 },
};

const OF_FLOW = { goals: 50, entries: 100 };

test("a message's goal rate is of those whom it reached, what bounced later has failed too, and whom a move took has not done it", () => {
  const figures = stepFigures(COUNTS, { family: "message", role: "step" }, OF_FLOW);

  expect(figures).toEqual({
    entered: 120,
    waiting: 6,
    done: 103,
    failed: 8,
    moved: 5,
    goal: { of: 100, share: 0.12 },
    money: { ZAR: 120_000 },
  });
});

test("the start's goal rate is that of the flow, and other steps have none", () => {
  const start = stepFigures(COUNTS, { family: "trigger", role: "start" }, OF_FLOW);
  const wait = stepFigures(COUNTS, { family: "wait", role: "step" }, OF_FLOW);

  expect(start.goal).toEqual({ of: 100, share: 0.5 });
  expect(wait.goal).toBeUndefined();
});

test.for([
  [0, false],
  [29, false],
  [30, true],
] as const)("a rate of %i is told: %s", ([of, told]) => {
  expect(isTellable({ of, share: 0.5 })).toBe(told);
});

test("goals of the flow are those who reached a goal, and those who paid wherever they stood", () => {
  const store = createLiveStore();
  const left = (exits: Record<string, number>): NodeCounts => ({ ...COUNTS, left: exits });

  takeCounts(store, FLOW, {
    flow: crypto.randomUUID(),
    version: 1,
    asOfMs: 0,
    nodes: {
      sms: left({ sent: 5, "ended:paid": 3, "ended:cured": 2, "ended:held": 9 }),
      won: left({ "ended:Paid": 4 }),
      over: left({ "ended:done": 7 }),
    },
  });

  expect(store.getState().goals).toBe(9);
});

test("a flow's goals are of those who entered this version or were brought to it, and not taken away again", () => {
  const store = createLiveStore();
  const passed = (entered: number, movedIn: number, left: Record<string, number>): NodeCounts => {
    return { ...COUNTS, entered, movedIn, left };
  };

  takeCounts(store, FLOW, {
    flow: crypto.randomUUID(),
    version: 2,
    asOfMs: 0,
    nodes: {
      start: passed(70, 2, { next: 68, "moved:sms": 2 }),
      sms: passed(98, 30, { sent: 60, "moved:start": 10 }),
    },
  });

  expect(store.getState().entries).toBe(88);
});

test("a step whose numbers did not change keeps them by identity", () => {
  const store = createLiveStore();
  const first = {
    flow: crypto.randomUUID(),
    version: 1,
    asOfMs: 0,
    nodes: { a: COUNTS, b: COUNTS },
  };
  takeCounts(store, FLOW, first);
  const before = countsOf(store.getState(), "a");

  takeCounts(store, FLOW, {
    ...first,
    asOfMs: 1,
    nodes: { a: structuredClone(COUNTS), b: { ...COUNTS, entered: 121 } },
  });

  expect(countsOf(store.getState(), "a")).toBe(before);
  expect(countsOf(store.getState(), "b")?.entered).toBe(121);
});

const FLOW = Flow.parse({
  schema: "fairflow.flow/1",
  name: "Goals",
  nodes: [
    { id: "start", type: "start", name: "", config: {} },
    { id: "sms", type: "sms", name: "", config: {} },
    { id: "won", type: "goal", name: "", config: {} },
    { id: "over", type: "end", name: "", config: {} },
  ],
  edges: [],
  layout: {},
  notes: [],
  settings: { per: "account", priority: 50, attributionDays: 7, giveUpAfterDays: 7 },
});
