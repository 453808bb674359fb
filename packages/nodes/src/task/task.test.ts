import { libraryOf, type RunEvent } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { at, issuesOf, trial } from "../trial.ts";
import { task } from "./definition.ts";

const config = {
  kind: "call",
  title: "Phone them",
  team: "Desk",
  due: { kind: "business-days", days: 1 },
  outcomes: [
    { id: "promised", label: "Promised" },
    { id: "no-answer", label: "No answer" },
  ],
};
const nowMs = at("2026-03-06 16:00");

describe("a task", () => {
  const tried = trial("task", config);
  const open = tried.begin({ nowMs });
  const node = open.steps.at(-1)?.node;
  const done = (outcome: string): RunEvent => {
    if (node === undefined) throw new RangeError("The run stands nowhere");
    return { kind: "task-done", node, visit: 1, outcome };
  };

  test("is opened for its team, due at the same time of day", () => {
    expect(open.effects).toEqual([
      {
        kind: "open-task",
        node: "tried",
        visit: 1,
        task: {
          kind: "call",
          title: "Phone them",
          team: "Desk",
          dueMs: at("2026-03-09 16:00"),
          outcomes: config.outcomes,
        },
      },
    ]);
  });

  test("leaves by what was reported", () => {
    expect(tried.follow(open, done("no-answer"), { nowMs }).run.ended?.reason).toBe("no-answer");
  });

  test("leaves by overdue when nobody has reported, and a report that comes later changes nothing", () => {
    const late = tried.follow(open, { kind: "wake" }, { nowMs: at("2026-03-09 16:00") });

    expect(late.run.ended?.reason).toBe("overdue");
    expect(tried.follow(late, done("promised"), { nowMs }).run).toEqual(late.run);
  });
});

test("says which way leads on where the team is full, and only where that is switched on", () => {
  const overflowing = trial("task", { ...config, overflows: true });
  const open = overflowing.begin({ nowMs });
  const node = open.steps.at(-1)?.node;
  if (node === undefined) throw new RangeError("The run stands nowhere");
  const full: RunEvent = { kind: "task-done", node, visit: 1, outcome: "overflow" };

  expect(open.effects).toMatchObject([{ kind: "open-task", task: { overflow: "overflow" } }]);
  expect(overflowing.follow(open, full, { nowMs }).run.ended?.reason).toBe("overflow");
  expect(
    issuesOf("task", { ...config, overflows: true, outcomes: [{ id: "overflow", label: "Full" }] }),
  ).toContain('"overflow" is reserved; give this way out another id');
});

test("needs a title, a team, and outcomes with names and ids of their own", () => {
  expect(
    issuesOf("task", { ...config, title: "", team: "", outcomes: [{ id: "overdue", label: "" }] }),
  ).toEqual([
    "Give the task a title",
    "Say which team does it",
    '"overdue" is reserved; give this way out another id',
    "Give each outcome a name",
  ]);
});

test("reads as work for a team", () => {
  const binding = task.bind(config);

  expect(
    binding.ok &&
      binding.node.sentence({ segment: String, template: String, notice: String, step: String }),
  ).toBe("Ask for a call by “Desk” within 1 business day: “Phone them”");
});

describe("a task that is a legal step", () => {
  const library = libraryOf({ steps: [{ id: "sue", title: "Begin proceedings" }] });
  const legal = { ...config, kind: "review", step: "sue", giveUpAfterDays: 20 };
  const tried = trial("task", legal, library);
  const asked = tried.begin({ nowMs });
  const node = asked.steps.at(-1)?.node;
  const answered = (kind: "allowed" | "not-allowed"): RunEvent => {
    if (node === undefined) throw new RangeError("The run stands nowhere");
    const result = kind === "allowed" ? { kind } : { kind, rules: ["za.gate.legal"] };
    return { kind: "attempt", node, visit: 1, result };
  };

  test("asks leave before there is a task", () => {
    expect(asked.effects).toEqual([
      {
        kind: "ask-leave",
        node: "tried",
        visit: 1,
        step: "sue",
        giveUpMs: at("2026-03-26 16:00"),
      },
    ]);
  });

  test("is opened when the law lets the step through, due from then", () => {
    const after = tried.follow(asked, answered("allowed"), { nowMs: at("2026-03-10 00:00") });

    expect(after.effects).toMatchObject([
      { kind: "open-task", task: { step: "sue", dueMs: at("2026-03-11 00:00") } },
    ]);
  });

  test("leaves by not-allowed when the law forbids it", () => {
    expect(tried.follow(asked, answered("not-allowed"), { nowMs }).run.ended?.reason).toBe(
      "not-allowed",
    );
  });

  test("names a step that a rule pack knows, and keeps its way out to itself", () => {
    const own = [{ id: "not-allowed", label: "No" }];

    expect(issuesOf("task", { ...legal, step: "garnish" }, library)).toEqual([
      'No rule pack knows the legal step "garnish"',
    ]);
    expect(issuesOf("task", { ...config, outcomes: own })).toEqual([]);
    expect(issuesOf("task", { ...legal, outcomes: own }, library)).toContain(
      '"not-allowed" is reserved; give this way out another id',
    );
  });
});
