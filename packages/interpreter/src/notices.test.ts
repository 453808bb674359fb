import { describe, expect, test } from "vitest";
import { advanceThroughGate, type Permission } from "./advance-through-gate.ts";
import type { RunEvent } from "./run-event.ts";
import { newRun, wakeAtMs, type Run } from "./run.ts";
import { compileToy, toyFacts, toyFlow } from "./toys/toy-flow.ts";
import { DAY, HOUR, nodeAt, on, started, T0, ways } from "./toys/toy-run.ts";

const PATIENCE = 20 * DAY;
const flow = compileToy(
  toyFlow(
    {
      start: ["start"],
      x: ["notify", { ms: PATIENCE, asksForProof: true }],
      after: ["finish"],
      p: ["pause"],
    },
    "start.next>x x.elapsed>after x.not-delivered>after p.clear>x p.rejected>x",
  ),
);
const node = nodeAt(flow, "x");
const answer = (kind: "sent" | "failed"): RunEvent => ({
  kind: "attempt",
  node,
  visit: 1,
  result: { kind },
});
const told = (atMs: number | null, visit = 1): RunEvent => ({
  kind: "notice",
  node,
  visit,
  result: { kind: "elapses", atMs },
});
const notDelivered: RunEvent = {
  kind: "notice",
  node,
  visit: 1,
  result: { kind: "not-delivered" },
};
const heldRun = (run: Run) => on(flow, run, { kind: "held", reason: "debt_review" }, T0 + HOUR).run;
const asked = started(flow);
const sent = on(flow, asked.run, answer("sent"));

describe("a notice", () => {
  test("goes as an attempt that says which notice it is", () => {
    expect(asked.effects).toMatchObject([
      { kind: "attempt", request: { purpose: "statutory_notice", notice: "n1" } },
    ]);
  });

  test("stays where it is once it was sent, counts as a message, and asks for proof", () => {
    expect(ways(sent)).toEqual([]);
    expect(sent.effects).toMatchObject([{ kind: "open-task", task: { kind: "proof" } }]);
    expect([sent.run.messagesSent, wakeAtMs(sent.run)]).toEqual([1, T0 + PATIENCE]);
  });

  test("leaves when its days have passed, and not before", () => {
    const running = on(flow, sent.run, told(T0 + 12 * DAY), T0 + DAY).run;

    expect(wakeAtMs(running)).toBe(T0 + 12 * DAY);
    expect(ways(on(flow, running, { kind: "wake" }, T0 + 12 * DAY - 1))).toEqual([]);
    expect(ways(on(flow, running, { kind: "wake" }, T0 + 12 * DAY))[0]).toEqual([
      "x",
      false,
      "elapsed",
    ]);
  });

  test("waits for days that run longer than the patience for proof", () => {
    const running = on(flow, sent.run, told(T0 + 40 * DAY), T0 + DAY).run;

    expect(ways(on(flow, running, { kind: "wake" }, T0 + PATIENCE))).toEqual([]);
  });

  test.for<[string, Run, RunEvent, number]>([
    ["the network refuses it", asked.run, answer("failed"), T0],
    ["it did not arrive", sent.run, notDelivered, T0 + DAY],
    ["nobody has proved it in time", sent.run, { kind: "wake" }, T0 + PATIENCE],
    [
      "what was known of it turned out wrong, and nobody has proved it in time",
      on(flow, on(flow, sent.run, told(T0 + 30 * DAY)).run, told(null)).run,
      { kind: "wake" },
      T0 + PATIENCE,
    ],
  ])("leaves by not-delivered when %s", ([, run, event, nowMs]) => {
    expect(ways(on(flow, run, event, nowMs))[0]).toEqual(["x", false, "not-delivered"]);
  });

  test("leaves by not-delivered when the law gives no leave in time", () => {
    const deferred = on(flow, asked.run, {
      kind: "attempt",
      node,
      visit: 1,
      result: { kind: "deferred", untilMs: T0 + 90 * DAY, rules: ["r"] },
    }).run;

    expect(ways(on(flow, deferred, { kind: "wake" }, T0 + PATIENCE))[0]).toEqual([
      "x",
      false,
      "not-delivered",
    ]);
  });

  test("what is told of another visit changes nothing", () => {
    expect(on(flow, sent.run, told(T0, 2)).run).toBe(sent.run);
    expect(on(flow, asked.run, told(T0)).run).toBe(asked.run);
  });
});

describe("an interrupted notice", () => {
  test("goes on counting: its days are the law's", () => {
    const held = heldRun(on(flow, sent.run, told(T0 + 12 * DAY)).run);

    const released = on(flow, held, { kind: "released", reason: "debt_review" }, T0 + 5 * DAY).run;

    expect(wakeAtMs(released)).toBe(T0 + 12 * DAY);
  });

  test("remembers what became known of it, and that it was sent", () => {
    const held = heldRun(asked.run);
    const meanwhile = on(flow, held, answer("sent"), T0 + 2 * HOUR);
    const proved = on(flow, meanwhile.run, told(T0 + 3 * DAY), T0 + DAY).run;

    expect(meanwhile.effects).toMatchObject([{ kind: "open-task", task: { kind: "proof" } }]);
    expect(
      wakeAtMs(on(flow, proved, { kind: "released", reason: "debt_review" }, T0 + 2 * DAY).run),
    ).toBe(T0 + 3 * DAY);
  });

  test("keeps the time that was left to prove it", () => {
    const held = heldRun(sent.run);

    const released = on(flow, held, { kind: "released", reason: "debt_review" }, T0 + 9 * DAY).run;

    expect(wakeAtMs(released)).toBe(T0 + 9 * DAY + PATIENCE - HOUR);
  });

  test("leaves by not-delivered on resuming, if it did not arrive", () => {
    const after = on(flow, heldRun(sent.run), notDelivered, T0 + DAY).run;

    expect(ways(on(flow, after, { kind: "released", reason: "debt_review" }, T0 + DAY))[0]).toEqual(
      ["x", false, "not-delivered"],
    );
  });

  test("a payment ends it, and what is on its way is taken back", () => {
    expect(ways(on(flow, sent.run, { kind: "paid" }))).toEqual([["x", false, "ended:paid"]]);
    expect(on(flow, asked.run, { kind: "paid" }).effects).toContainEqual({
      kind: "withdraw",
      node,
      visit: 1,
    });
  });
});

describe("a legal step that reaches nobody", () => {
  const suing = compileToy(
    toyFlow(
      { start: ["start"], x: ["sue", { ms: 10 * DAY }], after: ["finish"] },
      "start.next>x x.done>after x.not-allowed>after",
    ),
  );
  const through = (permission: Permission, run = newRun(T0), event: RunEvent = { kind: "start" }) =>
    advanceThroughGate(suing, run, { facts: toyFacts(), event, nowMs: T0 }, (one) => {
      expect(one).toMatchObject({ kind: "ask-leave", step: "sue" });
      return permission;
    });

  test("goes on at once where the law lets it through", () => {
    const { run, effects } = through({ kind: "allowed" });

    expect([run.waiting?.kind, effects]).toEqual(["time", []]);
  });

  test("waits for its gate, and asks again when that opens", () => {
    const deferred: Permission = { kind: "deferred", untilMs: T0 + 3 * DAY, rules: ["gate"] };
    const { run } = through(deferred);
    expect(wakeAtMs(run)).toBe(T0 + 3 * DAY);

    const later = { facts: toyFacts(), event: { kind: "wake" } as const, nowMs: T0 + 3 * DAY };
    const after = advanceThroughGate(suing, run, later, () => ({ kind: "allowed" }));

    expect(after.run.waiting?.kind).toBe("time");
  });

  test("leaves by not-allowed where the law forbids it, and where its gate opens too late", () => {
    const { steps } = through({ kind: "forbidden", rules: ["gate"] });
    const late = through({ kind: "deferred", untilMs: T0 + 90 * DAY, rules: ["gate"] }).run;

    expect(steps.at(-2)).toMatchObject({ node: "x", left: "not-allowed" });
    expect(ways(on(suing, late, { kind: "wake" }, T0 + 10 * DAY))[0]).toEqual([
      "x",
      false,
      "not-allowed",
    ]);
  });
});
