import { Criteria } from "@fairflow/criteria";
import fc from "fast-check";
import { expect, test } from "vitest";
import { whatWouldChange } from "./what-would-change.ts";

const today = "2027-03-02";

function rule(field: string, operator: string, value?: unknown): Criteria {
  return Criteria.parse({
    kind: "rule",
    field,
    operator,
    ...(value === undefined ? {} : { value }),
  });
}

const ways = [
  { exit: "much", criteria: rule("account.balance", "at_least", 100_000) },
  {
    exit: "late",
    criteria: Criteria.parse({
      kind: "all",
      of: [rule("account.days_past_due", "more_than", 30), rule("account.disputed", "is_false")],
    }),
  },
];

test("names the smallest change of each fact that leads another way, and no change that does not", () => {
  const facts = {
    "account.balance": 99_000,
    "account.days_past_due": 31,
    "account.disputed": false,
  };

  expect(whatWouldChange(ways, { facts, today })).toEqual({
    exit: "late",
    changes: [
      { field: "account.balance", from: 99_000, to: 100_000, exit: "much" },
      { field: "account.days_past_due", from: 31, to: 30, exit: "else" },
      { field: "account.disputed", from: false, to: true, exit: "else" },
    ],
  });
});

test("finds none where only several facts together would change it", () => {
  const facts = { "account.days_past_due": 3, "account.disputed": true };

  expect(whatWouldChange(ways.slice(1), { facts, today })).toEqual({ exit: "else", changes: [] });
});

test.for([
  [rule("account.due_date", "in_last_days", 7), "2027-02-22", "2027-02-23"],
  [rule("account.due_date", "before", "2027-03-01"), "2027-03-09", "2027-02-28"],
  [rule("account.tags", "has", "vip"), [], ["vip"]],
  [rule("account.product", "one_of", ["loan", "card"]), "phone", "loan"],
  [rule("account.stage", "is_empty"), "legal", null],
] as const)("%j turns %j at %j", ([criteria, from, to]) => {
  const field = criteria.kind === "rule" ? criteria.field : "";

  const { changes } = whatWouldChange([{ exit: "yes", criteria }], {
    facts: { [field]: typeof from === "string" ? from : [...from] },
    today,
  });

  expect(changes).toContainEqual({ field, from, to, exit: "yes" });
});

test("whatever it names, asked again with that one fact changed, leads where it says", () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 200_000 }), fc.nat(60), fc.boolean(), (...values) => {
      const [balance, days, disputed] = values;
      const facts = {
        "account.balance": balance,
        "account.days_past_due": days,
        "account.disputed": disputed,
      };

      const { exit, changes } = whatWouldChange(ways, { facts, today });

      for (const { field, to, exit: other } of changes) {
        const again = whatWouldChange(ways, { facts: { ...facts, [field]: to }, today });
        expect(again.exit).toBe(other);
        expect(other).not.toBe(exit);
      }
    }),
  );
});
