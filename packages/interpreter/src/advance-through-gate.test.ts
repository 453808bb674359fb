import { expect, test } from "vitest";
import { advanceThroughGate, type Judge, type Permission } from "./advance-through-gate.ts";
import { newRun, wakeAtMs } from "./run.ts";
import { compileToy, toyFacts, toyFlow } from "./toys/toy-flow.ts";
import { HOUR, T0, ways } from "./toys/toy-run.ts";

const flow = compileToy(
  toyFlow(
    {
      start: ["start"],
      sms: ["send", { giveUpMs: 4 * HOUR }],
      email: ["send", { giveUpMs: 4 * HOUR }],
      finish: ["finish"],
    },
    "start.next>sms sms.not-allowed>email sms.sent>finish email.sent>finish",
  ),
);

const allowed: Permission = { kind: "allowed" };
const forbidden: Permission = { kind: "forbidden", rules: ["za.opt-out"] };
const deferred: Permission = { kind: "deferred", untilMs: T0 + HOUR, rules: ["za.hours"] };

function through(...answers: readonly Permission[]) {
  const asked: string[] = [];
  const judge: Judge = ({ node, visit }, run) => {
    // The gate sees the run as it will be saved: standing at the node that asks.
    expect([run.node, run.visit]).toEqual([node, visit]);
    asked.push(node);
    return answers[asked.length - 1] ?? allowed;
  };
  const input = { facts: toyFacts(), event: { kind: "start" } as const, nowMs: T0 };
  return { ...advanceThroughGate(flow, newRun(T0), input, judge), asked };
}

test("what is allowed remains to be done", () => {
  const { run, effects, asked } = through(allowed);

  expect(asked).toEqual(["sms"]);
  expect(effects).toMatchObject([{ kind: "attempt", node: "sms", visit: 1 }]);
  expect(wakeAtMs(run)).toBeNull();
});

test("what is deferred waits, and leaves nothing to do", () => {
  const { run, effects, steps } = through(deferred);

  expect([effects, wakeAtMs(run), steps.length]).toEqual([[], T0 + HOUR, 2]);
});

test("what is forbidden leaves by not-allowed at once, and the next message is judged too", () => {
  const advanced = through(forbidden, deferred);

  expect(advanced.asked).toEqual(["sms", "email"]);
  expect(ways(advanced)).toEqual([
    ["start", true, "next"],
    ["sms", true, null],
    ["sms", false, "not-allowed"],
    ["email", true, null],
  ]);
  expect([advanced.effects, wakeAtMs(advanced.run)]).toEqual([[], T0 + HOUR]);
});

test("what an update has changed before a refusal is still changed after it", () => {
  const field = "custom.score";
  const updating = compileToy(
    toyFlow(
      {
        start: ["start"],
        set: ["set", { field, value: 9 }],
        sms: ["send", { giveUpMs: HOUR }],
        high: ["above", { field, bound: 5 }],
        finish: ["finish"],
        low: ["pass"],
      },
      "start.next>set set.next>sms sms.not-allowed>high sms.sent>finish high.yes>finish high.no>low low.next>finish",
    ),
  );
  const event = { kind: "start" } as const;

  const advanced = advanceThroughGate(
    updating,
    newRun(T0),
    { facts: toyFacts({ [field]: 0 }), event, nowMs: T0 },
    () => forbidden,
  );

  expect(ways(advanced)).toContainEqual(["high", true, "yes"]);
});

test("nothing remains of a run that every refusal has led to its end", () => {
  const { run, effects } = through(forbidden, forbidden);

  expect(run.ended).toMatchObject({ reason: "send.not-allowed" });
  expect(effects).toEqual([{ kind: "close-work" }]);
});
