import { describe, expect, test } from "vitest";
import type { CompiledFlow } from "./compile.ts";
import type { RunEvent } from "./run-event.ts";
import { wakeAtMs } from "./run.ts";
import { compileToy, toyFacts, toyFlow, type ToyNode } from "./toys/toy-flow.ts";
import { DAY, HOUR, nodeAt, on, started, T0, ways } from "./toys/toy-run.ts";

const START: ToyNode = ["start"];
const FINISH: ToyNode = ["finish"];
const NAP: ToyNode = ["sleep", { ms: 10 * HOUR }];
const SEND: ToyNode = ["send", { giveUpMs: 4 * HOUR }];
const PAUSE: ToyNode = ["pause"];

const sleeping = { start: START, x: NAP, finish: FINISH };
const SLEEPING = "start.next>x x.next>finish";
const sending = { start: START, x: SEND, finish: FINISH };
const SENDING = "start.next>x x.sent>finish";
const listening = {
  start: START,
  x: ["listen", { events: ["paid", "replied"], ms: 10 * HOUR }],
  nap: NAP,
  finish: FINISH,
} as const;
const LISTENING = "start.next>x x.paid>finish x.replied>nap x.timeout>finish nap.next>finish";

const drawn = (nodes: Readonly<Record<string, ToyNode>>, edges: string): CompiledFlow =>
  compileToy(toyFlow(nodes, edges));

const paused = (nodes: Readonly<Record<string, ToyNode>>, edges: string): CompiledFlow =>
  drawn({ ...nodes, p: PAUSE }, edges);

describe("paid in full, or cured", () => {
  test.for(["paid", "cured"] as const)(
    "%s: a run that waits for payment leaves by paid",
    (kind) => {
      const flow = drawn(listening, LISTENING);

      const after = on(flow, started(flow).run, { kind });

      expect(ways(after)).toEqual([
        ["x", false, "paid"],
        ["finish", true, "ended:finished"],
      ]);
    },
  );

  test.for(["paid", "cured"] as const)("%s: any other run ends as a success", (kind) => {
    const flow = drawn(sleeping, SLEEPING);

    const after = on(flow, started(flow).run, { kind });

    expect(ways(after)).toEqual([["x", false, `ended:${kind}`]]);
    expect(after.run).toMatchObject({
      status: "ended",
      node: null,
      ended: { reason: kind, success: true },
    });
    expect(after.effects).toEqual([{ kind: "close-work" }]);
  });

  test("takes a planned message back", () => {
    const flow = drawn(sending, SENDING);

    expect(on(flow, started(flow).run, { kind: "paid" }).effects).toEqual([
      { kind: "withdraw", node: "x", visit: 1 },
      { kind: "close-work" },
    ]);
  });

  test("leaves nothing to take back where the gate has deferred", () => {
    const flow = drawn(sending, SENDING);
    const deferred = on(flow, started(flow).run, {
      kind: "attempt",
      node: nodeAt(flow, "x"),
      visit: 1,
      result: { kind: "deferred", untilMs: T0 + HOUR, rules: [] },
    });

    expect(on(flow, deferred.run, { kind: "paid" }).effects).toEqual([{ kind: "close-work" }]);
  });

  test.for<[string, RunEvent]>([
    ["held", { kind: "held", reason: "debt-review" }],
    ["in dispute", { kind: "dispute-opened" }],
  ])("ends a run that is %s, even if it had waited for payment", ([, stop]) => {
    const flow = paused(listening, LISTENING);
    const stopped = on(flow, started(flow).run, stop);

    const after = on(flow, stopped.run, { kind: "paid" });

    expect(after.run).toMatchObject({
      status: "ended",
      holds: [],
      interrupted: null,
      ended: { reason: "paid" },
    });
  });
});

test("part paid is offered to the node that waits, and moves no other", () => {
  const flow = drawn(
    {
      start: START,
      x: ["listen", { events: ["part-paid"], ms: null }],
      nap: NAP,
      finish: FINISH,
    },
    "start.next>x x.part-paid>nap nap.next>finish",
  );
  const event = { kind: "happened", event: "part-paid" } as const;

  const once = on(flow, started(flow).run, event);

  expect(once.run.node).toBe("nap");
  expect(on(flow, once.run, event)).toEqual({ run: once.run, steps: [], effects: [] });
});

test.for(["recalled", "closed", "erased"])(
  "an account that is %s ends the run with that reason",
  (reason) => {
    const flow = drawn(sending, SENDING);

    const after = on(flow, started(flow).run, { kind: "stopped", reason });

    expect(after.run.ended).toMatchObject({ reason, success: false });
    expect(after.effects).toContainEqual({ kind: "withdraw", node: "x", visit: 1 });
  },
);

describe("a hold", () => {
  const flow = drawn(sleeping, SLEEPING);
  const held = on(flow, started(flow).run, { kind: "held", reason: "promise" }, T0 + HOUR);

  test("freezes the run where it stands: no clock wakes it", () => {
    expect(held).toMatchObject({ steps: [], effects: [], run: { status: "held", node: "x" } });
    expect(wakeAtMs(held.run)).toBeNull();
    expect(on(flow, held.run, { kind: "wake" }, T0 + 9 * DAY).run).toEqual(held.run);
  });

  test("when lifted gives the run the time that was left", () => {
    const lifted = on(flow, held.run, { kind: "released", reason: "promise" }, T0 + 5 * DAY);

    expect(wakeAtMs(lifted.run)).toBe(T0 + 5 * DAY + 9 * HOUR);
    expect(lifted.run).toEqual({
      ...started(flow).run,
      waiting: { kind: "time", untilMs: T0 + 5 * DAY + 9 * HOUR, exit: "next" },
    });
  });

  test("placed twice is one; of two, both must be lifted", () => {
    const twice = on(flow, held.run, { kind: "held", reason: "promise" });
    const two = on(flow, held.run, { kind: "held", reason: "moratorium" });
    const one = on(flow, two.run, { kind: "released", reason: "promise" });
    const none = on(flow, one.run, { kind: "released", reason: "moratorium" });

    expect(twice.run).toEqual(held.run);
    expect([two.run.holds, one.run.status, none.run.status]).toEqual([
      ["promise", "moratorium"],
      "held",
      "active",
    ]);
  });

  test("that nobody placed cannot be lifted", () => {
    expect(on(flow, held.run, { kind: "released", reason: "other" }).run).toEqual(held.run);
  });

  test("takes a planned message back, and lifted asks the gate anew within the time that was left", () => {
    const sends = drawn(sending, SENDING);
    const stopped = on(sends, started(sends).run, { kind: "held", reason: "promise" }, T0 + HOUR);
    const lifted = on(sends, stopped.run, { kind: "released", reason: "promise" }, T0 + DAY);
    const woken = on(sends, lifted.run, { kind: "wake" }, T0 + DAY);

    expect(stopped.effects).toEqual([{ kind: "withdraw", node: "x", visit: 1 }]);
    expect(wakeAtMs(lifted.run)).toBe(T0 + DAY);
    expect(woken.effects).toMatchObject([
      { kind: "attempt", node: "x", visit: 1, giveUpMs: T0 + DAY + 3 * HOUR },
    ]);
  });

  test("has taken the message back once and for all", () => {
    const sends = paused(sending, SENDING);
    const stopped = on(sends, started(sends).run, { kind: "held", reason: "promise" });

    const after = [
      on(sends, stopped.run, { kind: "dispute-opened" }),
      on(sends, stopped.run, { kind: "paid" }),
    ];

    expect(after.flatMap(({ effects }) => effects.map(({ kind }) => kind))).toEqual([
      "open-task",
      "close-work",
    ]);
  });

  test("remembers what the run was listening for; the first such event counts", () => {
    const listens = drawn(listening, LISTENING);
    const stopped = on(listens, started(listens).run, { kind: "held", reason: "promise" });
    const heard = on(listens, stopped.run, { kind: "happened", event: "replied" });
    const more = on(listens, heard.run, { kind: "happened", event: "paid" });
    const lifted = on(listens, more.run, { kind: "released", reason: "promise" });

    expect(heard).toMatchObject({ steps: [], run: { status: "held", node: "x" } });
    expect(ways(lifted)).toEqual([
      ["x", false, "replied"],
      ["nap", true, null],
    ]);
  });
});

describe("a message that was on its way when the run was held", () => {
  const flow = drawn(sending, SENDING);
  const held = on(flow, started(flow).run, { kind: "held", reason: "promise" });
  const result = (kind: "sent" | "failed" | "not-allowed"): RunEvent => ({
    kind: "attempt",
    node: nodeAt(flow, "x"),
    visit: 1,
    result: kind === "not-allowed" ? { kind, rules: [] } : { kind },
  });
  const lift = { kind: "released", reason: "promise" } as const;

  test("counts once, and its exit is taken when the hold is lifted", () => {
    const sent = on(flow, on(flow, held.run, result("sent")).run, result("sent"));
    const lifted = on(flow, sent.run, lift);

    expect(sent.run).toMatchObject({ status: "held", messagesSent: 1 });
    expect(ways(lifted)[0]).toEqual(["x", false, "sent"]);
  });

  test("and was refused because of the hold is asked for again", () => {
    const refused = on(flow, held.run, result("not-allowed"));
    const lifted = on(flow, refused.run, lift);

    expect(on(flow, lifted.run, { kind: "wake" }).effects).toMatchObject([{ kind: "attempt" }]);
  });
});

describe("someone who enters while the account is stopped", () => {
  test("under a hold waits at the start until it is lifted", () => {
    const flow = drawn(sleeping, SLEEPING);
    const run = started(flow, toyFacts({}, { holds: ["promise"] })).run;

    expect(run).toMatchObject({ status: "held", node: "start", visit: 1 });
    const lifted = on(flow, run, { kind: "released", reason: "promise" }, T0 + DAY);
    expect(ways(on(flow, lifted.run, { kind: "wake" }, T0 + DAY))).toEqual([
      ["start", false, "next"],
      ["x", true, null],
    ]);
  });

  test("in dispute goes to the pause, and from there back to the start", () => {
    const flow = paused(sleeping, SLEEPING);
    const run = started(flow, toyFacts({}, { disputeOpen: true })).run;

    expect(run).toMatchObject({ status: "active", node: "p" });
    const after = on(flow, run, {
      kind: "dispute-resolved",
      decision: "rejected",
      resumeNotBeforeMs: T0 + DAY,
    });
    expect([after.run.node, wakeAtMs(after.run)]).toEqual(["start", T0 + DAY]);
  });
});
