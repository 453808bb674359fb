import { describe, expect, test } from "vitest";
import type { CompiledFlow } from "../compile.ts";
import type { Run } from "../run.ts";
import { compileToy, toyFacts, toyFlow } from "../toys/toy-flow.ts";
import { DAY, HOUR, nodeAt, on, started, T0, ways } from "../toys/toy-run.ts";
import { MoveMap, proposeMap } from "./move-map.ts";
import { movePlanner, type MovePlan } from "./plan-move.ts";

interface Asked {
  readonly map?: Record<string, unknown>;
  readonly nowMs?: number;
  readonly sent?: readonly string[];
  readonly message?: "none" | "planned" | "left";
}

function plan(from: CompiledFlow, to: CompiledFlow, run: Run, asked: Asked = {}): MovePlan {
  const { map = {}, nowMs = T0 + HOUR, sent = [], message = "none" } = asked;
  const planOf = movePlanner({ from, to, map: MoveMap.parse({ ...proposeMap(from, to), ...map }) });
  const ids = sent.map((id) => nodeAt(from, id));
  return planOf({ run, facts: toyFacts(), nowMs, sent: new Set(ids), message });
}

function sleeping(ms: number, also = ""): CompiledFlow {
  return compileToy(
    toyFlow(
      { start: ["start"], rest: ["sleep", { ms }], end: ["finish"] },
      `start.next>rest rest.next>end ${also}`,
    ),
  );
}

describe("a wait", () => {
  test("of three days that becomes one of five ends two days later", () => {
    const moved = plan(sleeping(3 * DAY), sleeping(5 * DAY), started(sleeping(3 * DAY)).run);

    expect(moved).toMatchObject({
      kind: "moves",
      isCarried: true,
      run: { visit: 1, waiting: { kind: "time", untilMs: T0 + 5 * DAY, exit: "next" } },
    });
  });

  test("that a hold froze keeps what was left of it, and as much more as the edit gives", () => {
    const from = sleeping(3 * DAY);
    const held = on(from, started(from).run, { kind: "held", reason: "promise" }, T0 + DAY).run;

    const moved = plan(from, sleeping(5 * DAY), held, { nowMs: T0 + 2 * DAY });

    expect(moved).toMatchObject({
      kind: "moves",
      run: { status: "held", holds: ["promise"], interrupted: { remainingMs: 4 * DAY } },
    });
  });

  test("at a node of another type begins there when the run wakes", () => {
    const from = sleeping(3 * DAY);
    const to = compileToy(
      toyFlow(
        { start: ["start"], hear: ["listen", { events: ["paid"], ms: DAY }], end: ["finish"] },
        "start.next>hear hear.paid>end hear.timeout>end",
      ),
    );

    const moved = plan(from, to, started(from).run, {
      map: { rest: { kind: "move", to: "hear" } },
    });
    const begun = moved.kind === "moves" ? on(to, moved.run, { kind: "wake" }, T0 + HOUR) : null;

    expect(moved).toMatchObject({
      isCarried: false,
      run: { node: "hear", visit: 1, waiting: { kind: "arrival", untilMs: T0 + HOUR } },
      left: [{ node: "rest", left: "moved:hear" }],
      entered: [{ node: "hear", entered: true, left: null }],
    });
    expect(begun?.run.waiting).toMatchObject({ kind: "event", untilMs: T0 + HOUR + DAY });
    expect(begun?.steps).toEqual([]);
  });
});

const MESSAGES = {
  start: ["start"],
  first: ["send", { giveUpMs: DAY }],
  rest: ["sleep", { ms: DAY }],
  second: ["send", { giveUpMs: DAY }],
  end: ["finish"],
} as const;
const IN_TURN =
  "start.next>first first.sent>rest first.not-allowed>end first.failed>end rest.next>second second.sent>end second.not-allowed>end second.failed>end";

function messages(): CompiledFlow {
  return compileToy(toyFlow(MESSAGES, IN_TURN));
}

function sentFirst(flow: CompiledFlow): Run {
  const { run } = started(flow);
  const event = {
    kind: "attempt",
    node: nodeAt(flow, "first"),
    visit: 1,
    result: { kind: "sent" },
  } as const;
  return on(flow, run, event).run;
}

describe("a message", () => {
  test("that was sent is passed over once by whoever goes back before it", () => {
    const flow = messages();

    const moved = plan(flow, flow, sentFirst(flow), {
      map: { rest: { kind: "move", to: "first" } },
      sent: ["first"],
    });
    const begun = moved.kind === "moves" ? on(flow, moved.run, { kind: "wake" }, T0 + HOUR) : null;

    expect(moved).toMatchObject({ kind: "moves", run: { passesOver: ["first"] } });
    expect(begun === null ? [] : ways(begun)).toEqual([
      ["first", false, "sent"],
      ["rest", true, null],
    ]);
    expect(begun?.effects).toEqual([]);
    expect(begun?.run).toMatchObject({ passesOver: [], visits: { first: 2 } });
  });

  test("that is mapped to the one in its place is that one, although nobody stands there", () => {
    const flow = messages();
    const to = compileToy(
      toyFlow(
        { ...MESSAGES, anew: ["send", { giveUpMs: DAY }], first: ["pass"] },
        "start.next>first first.next>anew anew.sent>rest anew.not-allowed>end anew.failed>end rest.next>second second.sent>end second.not-allowed>end second.failed>end",
      ),
    );

    const moved = plan(flow, to, sentFirst(flow), {
      map: { first: { kind: "move", to: "anew" }, rest: { kind: "move", to: "first" } },
      sent: ["first"],
    });

    expect(moved).toMatchObject({ run: { node: "first", passesOver: ["anew", "first"] } });
  });

  test("that the version would have sent again is sent again", () => {
    const loop = compileToy(
      toyFlow(
        {
          start: ["start"],
          first: ["send", { giveUpMs: DAY }],
          rest: ["sleep", { ms: DAY }],
          end: ["finish"],
        },
        "start.next>first first.sent>rest first.not-allowed>end first.failed>end rest.next>first",
      ),
    );

    expect(plan(loop, loop, sentFirst(loop), { sent: ["first"] })).toMatchObject({
      run: { node: "rest", passesOver: [] },
    });
  });

  test("that is planned is withdrawn and asked for anew, at the same visit", () => {
    const flow = messages();

    expect(plan(flow, flow, started(flow).run, { message: "planned" })).toMatchObject({
      kind: "moves",
      run: { node: "first", visit: 1, waiting: { kind: "attempt", askAgainMs: T0 + HOUR } },
      effects: [{ kind: "withdraw", node: "first", visit: 1 }],
    });
  });

  test("that is on its way keeps its run at the step that asked", () => {
    const flow = messages();
    const { run } = started(flow);
    const elsewhere = { map: { first: { kind: "move", to: "second" } } };

    expect(plan(flow, flow, run, { message: "left", sent: ["first"] })).toMatchObject({
      kind: "moves",
      run: { node: "first", visit: 1, waiting: run.waiting },
      effects: [],
    });
    expect(plan(flow, flow, run, { ...elsewhere, message: "left", sent: ["first"] })).toEqual({
      kind: "cannot",
      at: "first",
      why: "message-under-way",
    });
  });
});

describe("a dispute", () => {
  const pausing = () =>
    compileToy(
      toyFlow(
        { start: ["start"], rest: ["sleep", { ms: 3 * DAY }], pause: ["pause"], end: ["finish"] },
        "start.next>rest rest.next>end pause.accepted>end",
      ),
    );
  const paused = (flow: CompiledFlow) =>
    on(
      flow,
      started(flow).run,
      { kind: "dispute-opened" },
      T0 + DAY,
      toyFacts({}, { disputeOpen: true }),
    ).run;

  test("keeps the run in the pause of the other version", () => {
    const flow = pausing();

    expect(plan(flow, pausing(), paused(flow))).toMatchObject({
      kind: "moves",
      at: "rest",
      run: {
        node: "pause",
        waiting: { kind: "dispute" },
        interrupted: { node: "rest", remainingMs: 2 * DAY },
      },
      left: [{ node: "pause", left: "moved:pause" }],
    });
  });

  test("holds it where the other version has no pause, and lets it go on when it is decided", () => {
    const flow = pausing();
    const to = sleeping(3 * DAY);

    const moved = plan(flow, to, paused(flow));
    const decided =
      moved.kind === "moves"
        ? on(
            to,
            moved.run,
            { kind: "dispute-resolved", decision: "rejected", resumeNotBeforeMs: T0 + 2 * DAY },
            T0 + 2 * DAY,
          ).run
        : null;

    expect(moved).toMatchObject({
      run: {
        status: "held",
        holds: ["dispute"],
        node: "rest",
        interrupted: { remainingMs: 2 * DAY },
      },
    });
    expect(decided).toMatchObject({
      status: "active",
      waiting: { kind: "time", untilMs: T0 + 4 * DAY },
    });
  });
});

test("work that is open goes on where its answers are ways out still, and is asked for anew where they are not", () => {
  const asking = (outcomes: readonly string[]) =>
    compileToy(
      toyFlow(
        { start: ["start"], ask: ["ask", { ms: DAY, outcomes: [...outcomes] }], end: ["finish"] },
        ["start.next>ask", ...outcomes.map((id) => `ask.${id}>end`)].join(" "),
      ),
    );
  const { run } = started(asking(["done"]));

  expect(plan(asking(["done"]), asking(["done", "later"]), run)).toMatchObject({
    isCarried: true,
    run: { visit: 1 },
  });
  expect(plan(asking(["done"]), asking(["later"]), run)).toMatchObject({
    isCarried: false,
    run: { visit: 2, waiting: { kind: "arrival" } },
  });
});

test.for([
  [{ kind: "stay" }, { kind: "stays", at: "rest" }],
  [{ kind: "leave" }, { kind: "ends", team: null, run: { ended: { reason: "taken-out" } } }],
  [
    { kind: "hand-over", team: "Care" },
    {
      kind: "ends",
      team: "Care",
      run: { ended: { reason: "handed-over" } },
      left: [{ left: "ended:handed-over" }],
    },
  ],
] as const)("whoever is to %o does", ([destination, planned]) => {
  const flow = sleeping(DAY);

  expect(plan(flow, flow, started(flow).run, { map: { rest: destination } })).toMatchObject(
    planned,
  );
});

test("a step that is gone needs a decision, and nobody is moved from it before", () => {
  const to = compileToy(toyFlow({ start: ["start"], end: ["finish"] }, "start.next>end"));

  expect(plan(sleeping(DAY), to, started(sleeping(DAY)).run)).toEqual({
    kind: "undecided",
    at: "rest",
  });
});
