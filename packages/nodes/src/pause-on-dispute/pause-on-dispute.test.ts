import { emptyFlow, NodeId, type Flow } from "@fairflow/flow";
import { advance, compile, libraryOf, newRun } from "@fairflow/interpreter";
import { coreFields } from "@fairflow/criteria";
import { describe, expect, test } from "vitest";
import { catalog } from "../catalog.ts";
import { at, issuesOf, trial, WORKDAYS, zoneOf } from "../trial.ts";
import { pauseOnDispute } from "./definition.ts";

const config = { team: "Disputes", title: "Look into it", dueInBusinessDays: 3 };
const nowMs = at("2026-04-01 10:00");

describe("reached by an edge", () => {
  const tried = trial("pause-on-dispute", config);

  test("is passed at once where there is no dispute", () => {
    const { run, effects } = tried.begin({ nowMs });

    expect([run.ended?.reason, effects.map(({ kind }) => kind)]).toEqual(["clear", ["close-work"]]);
  });
});

describe("a dispute that opens while a run sleeps", () => {
  const id = (text: string) => NodeId.parse(text);
  const flow: Flow = {
    ...emptyFlow("Test"),
    nodes: [
      {
        id: id("start"),
        type: "start",
        name: "",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      { id: id("nap"), type: "wait", name: "", config: { kind: "days", days: 30 } },
      { id: id("pause"), type: "pause-on-dispute", name: "", config },
      { id: id("end"), type: "end", name: "", config: { reason: "after" } },
    ],
    edges: [
      { from: id("start"), exit: "next", to: id("nap") },
      { from: id("nap"), exit: "next", to: id("end") },
      { from: id("pause"), exit: "partly-accepted", to: id("end") },
    ],
  };
  const compiled = compile({ catalog, flow, library: libraryOf({}), fields: coreFields });
  if (!compiled.ok) throw new RangeError(compiled.issues[0]?.message);
  const facts = {
    values: {},
    today: "2026-04-01" as const,
    zone: zoneOf("Africa/Johannesburg"),
    calendar: WORKDAYS,
    debtorKey: "debtor-1",
    disputeOpen: false,
    holds: [],
  };
  const begun = advance(compiled.flow, newRun(nowMs), { facts, event: { kind: "start" }, nowMs });
  const opened = advance(compiled.flow, begun.run, {
    facts,
    event: { kind: "dispute-opened" },
    nowMs,
  });

  test("brings it here, and a task that is due in business days", () => {
    expect(opened.run.node).toBe("pause");
    expect(opened.effects).toEqual([
      {
        kind: "open-task",
        node: "pause",
        visit: 1,
        task: {
          kind: "review",
          title: "Look into it",
          team: "Disputes",
          // Over Good Friday, a weekend and Family Day.
          dueMs: at("2026-04-08 10:00"),
          outcomes: [
            { id: "accepted", label: "Accepted" },
            { id: "partly-accepted", label: "Partly accepted" },
            { id: "rejected", label: "Rejected" },
          ],
        },
      },
    ]);
  });

  test.for([
    ["accepted", "ended", "pause-on-dispute.accepted"],
    ["partly-accepted", "ended", "after"],
    ["rejected", "active", undefined],
  ] as const)("that is %s leaves the run %s", ([decision, status, reason]) => {
    const { run } = advance(compiled.flow, opened.run, {
      facts,
      event: { kind: "dispute-resolved", decision, resumeNotBeforeMs: nowMs },
      nowMs,
    });

    expect([run.status, run.ended?.reason]).toEqual([status, reason]);
  });
});

test("needs a team and a title", () => {
  expect(issuesOf("pause-on-dispute", { ...config, team: " ", title: "" })).toEqual([
    "Say which team decides",
    "Give the task a title",
  ]);
});

test("reads as what happens when a dispute opens", () => {
  const binding = pauseOnDispute.bind(config);

  expect(
    binding.ok &&
      binding.node.sentence({ segment: String, template: String, notice: String, step: String }),
  ).toBe("When a dispute opens, stop and ask “Disputes” to decide within 3 business days");
});
