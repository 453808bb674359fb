import type { Criteria } from "@fairflow/criteria";
import { describe, expect, test } from "vitest";
import { issuesOf, trial } from "../trial.ts";
import { condition } from "./definition.ts";

const over = (field: string, value: number): Criteria => ({
  kind: "rule",
  field,
  operator: "more_than",
  value,
});
const config = {
  branches: [
    { id: "big", label: "Big", criteria: over("account.arrears", 100_000) },
    { id: "old", label: "", criteria: over("account.days_past_due", 30) },
  ],
};

describe("a condition", () => {
  const tried = trial("condition", config);

  test.for([
    [{ "account.arrears": 100_001, "account.days_past_due": 31 }, "big"],
    [{ "account.arrears": 100_000, "account.days_past_due": 31 }, "old"],
    [{ "account.arrears": null, "account.days_past_due": 30 }, "else"],
    [{}, "else"],
  ] as const)("takes %j through %s, the first that holds", ([values, exit]) => {
    expect(tried.begin({ values }).run.ended?.reason).toBe(exit);
  });
});

test("can ask what a date was relative to today, in the debtor's own zone", () => {
  const criteria: Criteria = {
    kind: "rule",
    field: "account.due_date",
    operator: "on_or_before",
    value: "2026-03-02",
  };
  const tried = trial("condition", {
    branches: [
      { id: "yes", label: "Due", criteria },
      {
        id: "soon",
        label: "Soon",
        criteria: { kind: "rule", field: "account.due_date", operator: "in_next_days", value: 1 },
      },
    ],
  });
  const nowMs = Date.UTC(2026, 2, 2, 23);
  const values = { "account.due_date": "2026-03-04" };

  const reasons = ["Africa/Johannesburg", "America/New_York"].map(
    (zone) => tried.begin({ nowMs, zone, values }).run.ended?.reason,
  );

  expect(reasons).toEqual(["soon", "else"]);
});

test("names the branch whose rule does not fit", () => {
  const branch = (criteria: Criteria) => ({ branches: [{ id: "a", label: "Late", criteria }] });

  expect(
    [
      { branches: [] },
      branch({ kind: "all", of: [] }),
      branch(over("custom.gone", 1)),
      { branches: [{ id: "else", label: "x", criteria: over("account.arrears", 1) }] },
    ].map((broken) => issuesOf("condition", broken)[0]),
  ).toEqual([
    "Add at least one branch",
    "Branch “Late” asks nothing: add a rule",
    "Branch “Late”: There is no field custom.gone.",
    '"else" is reserved; give this way out another id',
  ]);
});

test("reads as its questions", () => {
  const binding = condition.bind(config);
  const names = { segment: String, template: String, notice: String, step: String };

  expect(binding.ok && binding.node.sentence(names)).toBe(
    "“Big” if arrears is more than 1000.00; (old) if days past due is more than 30; otherwise go on",
  );
});
