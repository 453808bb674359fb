import { describe, expect, test } from "vitest";
import type { CompiledFlow } from "./compile.ts";
import type { RunEvent } from "./run-event.ts";
import { wakeAtMs } from "./run.ts";
import { compileToy, toyFacts, toyFlow } from "./toys/toy-flow.ts";
import { HOUR, nodeAt, on, started, T0 } from "./toys/toy-run.ts";
import { MAX_STEPS } from "./walk.ts";

const ends = { start: ["start"], finish: ["finish"] } as const;

function chain(length: number): CompiledFlow {
  const ids = Array.from({ length }, (_, index) => `n${index}`);
  const passes = Object.fromEntries(ids.map((id) => [id, ["pass"] as const]));
  const way = ["start", ...ids].map((id, index) => `${id}.next>${ids[index] ?? "finish"}`);
  return compileToy(toyFlow({ ...ends, ...passes }, way.join(" ")));
}

describe("a run goes to its next wait in one call", () => {
  const flow = compileToy(
    toyFlow(
      {
        ...ends,
        raise: ["set", { field: "custom.score", value: 9 }],
        high: ["above", { field: "custom.score", bound: 5 }],
        nap: ["sleep", { ms: HOUR }],
      },
      "start.next>raise raise.next>high high.yes>nap high.no>finish nap.next>finish",
    ),
  );

  test("sees its own changes at once, and asks for them to be kept", () => {
    const { run, steps, effects } = started(flow);

    expect(steps.map(({ node, left }) => [node, left])).toEqual([
      ["start", "next"],
      ["raise", "next"],
      ["high", "yes"],
      ["nap", null],
    ]);
    expect(effects).toEqual([
      { kind: "change", changes: [{ kind: "set", field: "custom.score", value: 9 }] },
    ]);
    expect(run).toMatchObject({
      status: "active",
      node: "nap",
      visit: 1,
      waiting: { kind: "time", untilMs: T0 + HOUR, exit: "next" },
    });
    expect(wakeAtMs(run)).toBe(T0 + HOUR);
  });

  test("gathers facts once, and only for steps that look at them", () => {
    let gathered = 0;
    const facts = {
      ...toyFacts(),
      get values() {
        gathered += 1;
        return {};
      },
    };

    const { run } = started(flow, facts);
    expect(gathered).toBe(1);
    on(flow, run, { kind: "wake" }, T0 + HOUR, facts);
    expect(gathered).toBe(1);
  });

  test("stays where it is until its time has come, and then ends with a reason", () => {
    const { run } = started(flow);

    expect(on(flow, run, { kind: "wake" }, T0 + HOUR - 1)).toEqual({ run, steps: [], effects: [] });
    const woken = on(flow, run, { kind: "wake" }, T0 + HOUR);
    expect(woken.run).toMatchObject({
      status: "ended",
      node: null,
      waiting: null,
      ended: { reason: "finished", success: true, atMs: T0 + HOUR },
    });
    expect(woken.effects).toEqual([{ kind: "close-work" }]);
    expect(wakeAtMs(woken.run)).toBeNull();
  });
});

test("a second start changes nothing", () => {
  const flow = compileToy(
    toyFlow({ ...ends, nap: ["sleep", { ms: 5 }] }, "start.next>nap nap.next>finish"),
  );
  const { run } = started(flow);

  expect(on(flow, run, { kind: "start" })).toEqual({ run, steps: [], effects: [] });
});

test("an exit that leads nowhere ends the run under its own name", () => {
  const flow = compileToy(
    toyFlow(
      { ...ends, l: ["listen", { events: ["replied"], ms: 10 }] },
      "start.next>l l.replied>finish",
    ),
  );

  const late = on(flow, started(flow).run, { kind: "wake" }, T0 + 10);

  expect(late.run.ended).toEqual({ reason: "listen.timeout", success: false, atMs: T0 + 10 });
});

test("a node called constructor is visited for the first time like any other", () => {
  const flow = compileToy(
    toyFlow(
      { ...ends, ["constructor"]: ["sleep", { ms: 5 }] as const },
      "start.next>constructor constructor.next>finish",
    ),
  );

  expect(started(flow).run).toMatchObject({ node: "constructor", visit: 1 });
});

test("visits of a node are counted", () => {
  const flow = compileToy(
    toyFlow({ start: ["start"], nap: ["sleep", { ms: 5 }] }, "start.next>nap nap.next>nap"),
  );

  const again = on(flow, started(flow).run, { kind: "wake" }, T0 + 5);

  expect(again.run).toMatchObject({ node: "nap", visit: 2, visits: { start: 1, nap: 2 } });
});

describe("what never waits", () => {
  test("may be as long as the limit", () => {
    const { run, steps } = started(chain(MAX_STEPS - 2));

    expect([run.status, steps.length]).toEqual(["ended", MAX_STEPS]);
  });

  test("is parked beyond it, where it stands", () => {
    const { run, steps } = started(chain(1_998));

    expect(run).toMatchObject({ status: "parked", node: `n${MAX_STEPS - 1}`, waiting: null });
    expect(steps.at(-1)).toEqual({
      node: `n${MAX_STEPS - 1}`,
      visit: 1,
      entered: true,
      left: null,
    });
    expect(wakeAtMs(run)).toBeNull();
  });

  test("is parked even if a node type lied about waiting", () => {
    const flow = compileToy(
      toyFlow({ start: ["start"], liar: ["liar"] }, "start.next>liar liar.next>liar"),
    );

    expect(started(flow).run).toMatchObject({ status: "parked", node: "liar", visit: MAX_STEPS });
  });

  test("does not move again once parked", () => {
    const { run } = started(chain(1_998));

    for (const kind of ["start", "wake", "paid", "dispute-opened"] as const) {
      expect(on(chain(1_998), run, { kind })).toEqual({ run, steps: [], effects: [] });
    }
  });
});

describe("a message", () => {
  const flow = compileToy(
    toyFlow(
      {
        ...ends,
        send: ["send", { giveUpMs: HOUR }],
        again: ["above", { field: "run.messages_sent", bound: 0 }],
        nap: ["sleep", { ms: 5 }],
      },
      "start.next>send send.sent>again again.yes>nap again.no>finish nap.next>send",
    ),
  );
  const asked = started(flow);
  const send = nodeAt(flow, "send");
  const attempt = (result: (RunEvent & { kind: "attempt" })["result"], visit = 1): RunEvent => ({
    kind: "attempt",
    node: send,
    visit,
    result,
  });
  const deferred = (untilMs: number) =>
    attempt({ kind: "deferred", untilMs, rules: ["za.window"] });

  test("is asked for once, and the run stands there until it is known what became of it", () => {
    expect(asked.effects).toEqual([
      {
        kind: "attempt",
        node: "send",
        visit: 1,
        request: { channel: "sms", template: "hello", purpose: "collection" },
        giveUpMs: T0 + HOUR,
      },
    ]);
    expect(wakeAtMs(asked.run)).toBeNull();
    expect(on(flow, asked.run, { kind: "wake" }, T0 + HOUR).run).toEqual(asked.run);
  });

  test("counts when it is sent, and the steps that follow know of it", () => {
    const { run, steps } = on(flow, asked.run, attempt({ kind: "sent" }));

    expect(steps.map(({ node, left }) => [node, left])).toEqual([
      ["send", "sent"],
      ["again", "yes"],
      ["nap", null],
    ]);
    expect(run.messagesSent).toBe(1);
  });

  test.for([
    [{ kind: "not-allowed", rules: ["x"] }, "send.not-allowed"],
    [{ kind: "failed" }, "send.failed"],
  ] as const)("that is %j leaves by that exit", ([result, reason]) => {
    expect(on(flow, asked.run, attempt(result)).run.ended).toMatchObject({ reason });
  });

  test("that is deferred is asked for again at that time, as the same visit and with the first limit", () => {
    const waits = on(flow, asked.run, deferred(T0 + 60_000));
    const woken = on(flow, waits.run, { kind: "wake" }, T0 + 60_000);

    expect([waits.steps, waits.effects, wakeAtMs(waits.run)]).toEqual([[], [], T0 + 60_000]);
    expect(woken.effects).toEqual(asked.effects);
    expect(woken.steps).toEqual([]);
    expect(woken.run).toEqual(asked.run);
  });

  test("that is deferred may be asked for sooner, where what made it wait is gone", () => {
    const waits = on(flow, asked.run, deferred(T0 + HOUR));

    const sooner = on(flow, waits.run, { kind: "ask-again" });

    expect(sooner.effects).toEqual([]);
    expect(wakeAtMs(sooner.run)).toBe(T0);
    expect(on(flow, sooner.run, { kind: "wake" }).effects).toMatchObject([{ kind: "attempt" }]);
    expect(on(flow, asked.run, { kind: "ask-again" }).run).toEqual(asked.run);
  });

  test("that is deferred beyond its limit is given up at the limit", () => {
    const waits = on(flow, asked.run, deferred(T0 + 9 * HOUR));
    const given = on(flow, waits.run, { kind: "wake" }, T0 + HOUR);

    expect(wakeAtMs(waits.run)).toBe(T0 + HOUR);
    expect(given.run.ended).toMatchObject({ reason: "send.not-allowed" });
  });

  test("that is deferred to a time that has passed is asked for again a minute later, not at once for ever", () => {
    expect(wakeAtMs(on(flow, asked.run, deferred(T0 - HOUR)).run)).toBe(T0 + 60_000);
  });

  test("whose result belongs to an earlier visit changes nothing", () => {
    const sent = on(flow, asked.run, attempt({ kind: "sent" }));
    const second = on(flow, sent.run, { kind: "wake" }, T0 + 5);

    expect(second.run).toMatchObject({ node: "send", visit: 2 });
    expect(on(flow, second.run, attempt({ kind: "failed" }, 1))).toEqual({
      run: second.run,
      steps: [],
      effects: [],
    });
  });
});

describe("what a run listens for", () => {
  const flow = compileToy(
    toyFlow(
      {
        ...ends,
        l: ["listen", { events: ["replied", "part-paid"], ms: null }],
        nap: ["sleep", { ms: 5 }],
      },
      "start.next>l l.replied>finish l.part-paid>nap nap.next>finish",
    ),
  );
  const { run } = started(flow);

  test("ends the wait by its exit", () => {
    const heard = on(flow, run, { kind: "happened", event: "part-paid" });

    expect(heard.run.node).toBe("nap");
  });

  test.for(["opted-out", "custom:constructor"] as const)("does not include %s", (event) => {
    expect(on(flow, run, { kind: "happened", event })).toEqual({ run, steps: [], effects: [] });
  });

  test("without a deadline no clock wakes it", () => {
    expect(wakeAtMs(run)).toBeNull();
    expect(on(flow, run, { kind: "wake" }, T0 + 1e9)).toEqual({ run, steps: [], effects: [] });
  });

  test("is no longer heard once the run has gone on", () => {
    const heard = on(flow, run, { kind: "happened", event: "part-paid" });

    expect(on(flow, heard.run, { kind: "happened", event: "replied" }).run).toEqual(heard.run);
  });
});

describe("a task", () => {
  const flow = compileToy(
    toyFlow(
      {
        ...ends,
        ask: ["ask", { ms: HOUR, outcomes: ["agreed", "refused"] }],
        nap: ["sleep", { ms: 5 }],
      },
      "start.next>ask ask.agreed>finish ask.refused>nap ask.overdue>nap nap.next>ask",
    ),
  );
  const asked = started(flow);
  const done = (outcome: string, visit = 1): RunEvent => ({
    kind: "task-done",
    node: nodeAt(flow, "ask"),
    visit,
    outcome,
  });

  test("is opened once, with when it is due", () => {
    expect(asked.effects).toMatchObject([
      { kind: "open-task", node: "ask", visit: 1, task: { dueMs: T0 + HOUR } },
    ]);
    expect(wakeAtMs(asked.run)).toBe(T0 + HOUR);
  });

  test("leaves by what was reported", () => {
    expect(on(flow, asked.run, done("refused")).run.node).toBe("nap");
  });

  test("ignores an outcome that it does not have, and one of an earlier visit", () => {
    const late = on(flow, asked.run, { kind: "wake" }, T0 + HOUR);
    const again = on(flow, late.run, { kind: "wake" }, T0 + HOUR + 5);

    expect(on(flow, asked.run, done("constructor")).run).toEqual(asked.run);
    expect(again.run).toMatchObject({ node: "ask", visit: 2 });
    expect(on(flow, again.run, done("agreed", 1)).run).toEqual(again.run);
  });
});

test("a version refuses a run that stands at a node it does not have", () => {
  const flow = compileToy(
    toyFlow({ ...ends, nap: ["sleep", { ms: 5 }] }, "start.next>nap nap.next>finish"),
  );
  const other = compileToy(toyFlow(ends, "start.next>finish"));

  expect(() => on(other, started(flow).run, { kind: "wake" }, T0 + 5)).toThrow(
    "The version has no node nap",
  );
});
