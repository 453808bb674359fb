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

const drawn = (nodes: Readonly<Record<string, ToyNode>>, edges: string): CompiledFlow =>
  compileToy(toyFlow(nodes, edges));

const paused = (nodes: Readonly<Record<string, ToyNode>>, edges: string): CompiledFlow =>
  drawn({ ...nodes, p: PAUSE }, edges);

const resolved = (
  decision: (RunEvent & { kind: "dispute-resolved" })["decision"],
  resumeNotBeforeMs = 0,
): RunEvent => ({ kind: "dispute-resolved", decision, resumeNotBeforeMs });

describe("a dispute, in a flow with a place for it", () => {
  const flow = paused(sleeping, SLEEPING);
  const opened = on(flow, started(flow).run, { kind: "dispute-opened" }, T0 + HOUR);

  test("sends the run there at once, wherever it stands, and opens a task", () => {
    expect(ways(opened)).toEqual([
      ["x", false, "interrupted"],
      ["p", true, null],
    ]);
    expect(opened.effects).toMatchObject([{ kind: "open-task", node: "p", visit: 1 }]);
    expect(wakeAtMs(opened.run)).toBeNull();
    expect(on(flow, opened.run, { kind: "wake" }, T0 + 9 * DAY).run).toEqual(opened.run);
  });

  test("a second dispute does not send it there twice", () => {
    expect(on(flow, opened.run, { kind: "dispute-opened" })).toEqual({
      run: opened.run,
      steps: [],
      effects: [],
    });
  });

  test("that is accepted ends the run where nothing follows", () => {
    const after = on(flow, opened.run, resolved("accepted"));

    expect(after.run.ended).toMatchObject({ reason: "pause.accepted", success: false });
  });

  test.for(["rejected", "partly-accepted"] as const)(
    "that is %s resumes the run with the time that was left",
    (decision) => {
      const after = on(flow, opened.run, resolved(decision), T0 + 3 * DAY);

      expect(ways(after)).toEqual([
        ["p", false, decision],
        ["x", true, null],
      ]);
      expect(after.run).toMatchObject({ status: "active", node: "x", visit: 1, interrupted: null });
      expect(wakeAtMs(after.run)).toBe(T0 + 3 * DAY + 9 * HOUR);
    },
  );

  test("that is rejected resumes no sooner than some days after the decision", () => {
    const after = on(flow, opened.run, resolved("rejected", T0 + 8 * DAY), T0 + 3 * DAY);

    expect(wakeAtMs(after.run)).toBe(T0 + 8 * DAY);
  });

  test("leaves by the decision where that leads somewhere", () => {
    const onward = paused(sleeping, `${SLEEPING} p.rejected>finish`);
    const asked = on(onward, started(onward).run, { kind: "dispute-opened" });

    expect(ways(on(onward, asked.run, resolved("rejected")))).toEqual([
      ["p", false, "rejected"],
      ["finish", true, "ended:finished"],
    ]);
  });

  test("takes a planned message back; one that was on its way still counts, and its exit waits", () => {
    const sends = paused(sending, SENDING);
    const asked = on(sends, started(sends).run, { kind: "dispute-opened" });
    const sent = on(sends, asked.run, {
      kind: "attempt",
      node: nodeAt(sends, "x"),
      visit: 1,
      result: { kind: "sent" },
    });
    const after = on(sends, sent.run, resolved("rejected", T0 + 8 * DAY), T0 + 3 * DAY);
    const woken = on(sends, after.run, { kind: "wake" }, T0 + 8 * DAY);

    expect(asked.effects[0]).toEqual({ kind: "withdraw", node: "x", visit: 1 });
    expect(sent.run).toMatchObject({ node: "p", messagesSent: 1 });
    expect([after.run.node, wakeAtMs(after.run)]).toEqual(["x", T0 + 8 * DAY]);
    expect(ways(woken)[0]).toEqual(["x", false, "sent"]);
  });

  test("reached by an edge is passed at once if there is none, and waited for if there is one", () => {
    const through = paused(sleeping, "start.next>x x.next>p p.clear>finish p.rejected>finish");
    const wake = { kind: "wake" } as const;
    const inDispute = toyFacts({}, { disputeOpen: true });

    const clear = on(through, started(through).run, wake, T0 + DAY);
    const open = on(through, started(through).run, wake, T0 + DAY, inDispute);

    expect(ways(clear)[1]).toEqual(["p", true, "clear"]);
    expect(ways(open)[1]).toEqual(["p", true, null]);
    expect(ways(on(through, open.run, resolved("rejected")))[0]).toEqual(["p", false, "rejected"]);
  });
});

test("a pause that is passed and leads nowhere ends the run", () => {
  const flow = paused(sleeping, "start.next>x x.next>p p.rejected>finish");

  const after = on(flow, started(flow).run, { kind: "wake" }, T0 + DAY);

  expect(after.run).toMatchObject({ status: "ended", ended: { reason: "pause.clear" } });
});

describe("a dispute, in a flow without a place for it", () => {
  const flow = drawn(sleeping, SLEEPING);
  const opened = on(flow, started(flow).run, { kind: "dispute-opened" }, T0 + HOUR);

  test("holds the run where it stands", () => {
    expect(opened.run).toMatchObject({ status: "held", node: "x", holds: ["dispute"] });
    expect(wakeAtMs(opened.run)).toBeNull();
  });

  test("that is accepted ends the run", () => {
    expect(on(flow, opened.run, resolved("accepted")).run.ended).toMatchObject({
      reason: "dispute-accepted",
    });
  });

  test("that is rejected resumes the run, no sooner than allowed", () => {
    const soon = on(flow, opened.run, resolved("rejected"), T0 + 3 * DAY);
    const later = on(flow, opened.run, resolved("rejected", T0 + 8 * DAY), T0 + 3 * DAY);

    expect([wakeAtMs(soon.run), wakeAtMs(later.run)]).toEqual([
      T0 + 3 * DAY + 9 * HOUR,
      T0 + 8 * DAY,
    ]);
  });
});

describe("a dispute and a hold at once", () => {
  const hold = { kind: "held", reason: "debt-review" } as const;
  const lift = { kind: "released", reason: "debt-review" } as const;
  const open = { kind: "dispute-opened" } as const;

  test.for<[string, readonly RunEvent[]]>([
    ["the hold first", [hold, open]],
    ["the dispute first", [open, hold]],
  ])("%s: the run resumes when both are over, no sooner than the decision allows", ([, stops]) => {
    const flow = paused(sleeping, SLEEPING);
    const both = stops.reduce((run, event) => on(flow, run, event).run, started(flow).run);

    const decided = on(flow, both, resolved("rejected", T0 + 8 * DAY));
    const lifted = on(flow, decided.run, lift, T0 + DAY);

    expect(decided.run).toMatchObject({ status: "held", node: "x", holds: ["debt-review"] });
    expect(lifted.run).toMatchObject({ status: "active", node: "x", interrupted: null });
    expect(wakeAtMs(lifted.run)).toBe(T0 + 8 * DAY);
  });

  test("without a place for disputes, too", () => {
    const flow = drawn(sleeping, SLEEPING);
    const both = [open, hold].reduce((run, event) => on(flow, run, event).run, started(flow).run);

    const decided = on(flow, both, resolved("rejected", T0 + 8 * DAY));
    const lifted = on(flow, decided.run, lift, T0 + DAY);

    expect([decided.run.status, lifted.run.status]).toEqual(["held", "active"]);
    expect(wakeAtMs(lifted.run)).toBe(T0 + 8 * DAY);
  });

  describe("where the decision leads to a message", () => {
    const flow = paused(
      { ...sleeping, send: SEND },
      `${SLEEPING} p.rejected>send send.sent>finish`,
    );
    const both = [open, hold].reduce((run, event) => on(flow, run, event).run, started(flow).run);
    const decided = on(flow, both, resolved("rejected"));

    test("the run does not go on while the hold stands", () => {
      expect(decided).toMatchObject({ steps: [], effects: [], run: { status: "held", node: "p" } });
    });

    test("and goes on when it is lifted", () => {
      const lifted = on(flow, decided.run, lift);

      expect(ways(lifted)).toEqual([
        ["p", false, "rejected"],
        ["send", true, null],
      ]);
      expect(lifted.run).toMatchObject({ status: "active", interrupted: null, holds: [] });
    });

    test("unless another dispute has opened meanwhile", () => {
      const again = on(flow, decided.run, open);
      const lifted = on(flow, again.run, lift);
      const accepted = on(flow, lifted.run, resolved("accepted"));

      expect(lifted).toMatchObject({ steps: [], run: { status: "active", node: "p" } });
      expect(accepted.run.ended).toMatchObject({ reason: "pause.accepted" });
    });
  });
});
