import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryCriteria } from "./arbitraries.ts";
import { coreFields } from "./core-fields.ts";
import type { Criteria, RuleValue } from "./criteria.ts";
import { describeCriteria } from "./describe-criteria.ts";
import { fieldsUsed } from "./fields-used.ts";
import { Operator } from "./operator.ts";

function rule(field: string, operator: Operator, value?: RuleValue): Criteria {
  return { kind: "rule", field, operator, value };
}

function inRand(cents: number): string {
  return `R${cents / 100}`;
}

const late = rule("account.days_past_due", "more_than", 30);

test.for<[string, Criteria]>([
  ["days past due is more than 30", late],
  ["everyone", { kind: "all", of: [] }],
  ["nobody", { kind: "any", of: [] }],
  ["not (days past due is more than 30)", { kind: "not", of: late }],
  [
    "days past due is more than 30 and (language is “en” or language is “zu”)",
    {
      kind: "all",
      of: [
        late,
        {
          kind: "any",
          of: [rule("debtor.language", "equals", "en"), rule("debtor.language", "equals", "zu")],
        },
      ],
    },
  ],
  [
    "kind of account is Invoice or Instalment",
    rule("account.kind", "one_of", ["invoice", "INSTALMENT"]),
  ],
  ["arrears is between R500 and R1000", rule("account.arrears", "between", [50_000, 100_000])],
  ["due date is in the next 1 day", rule("account.due_date", "in_next_days", 1)],
  ["due date is on 1 June 2026", rule("account.due_date", "on", "2026-06-01")],
  ["account tags include “a”, “b” and “c”", rule("account.tags", "has_all", ["a", "b", "c"])],
  ["reachable by SMS is true", rule("debtor.can_sms", "is_true")],
  ["custom.branch contains …", rule("custom.branch", "contains")],
  ["due date is on 2026-02-30", rule("account.due_date", "on", "2026-02-30")],
])("says: %s", ([words, criteria]) => {
  expect(describeCriteria(criteria, coreFields, { money: inRand })).toBe(words);
});

test("says any draft, however unfinished", () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.array(fc.oneof(fc.string(), fc.double())));
  const draft = fc
    .tuple(
      fc.constantFrom("custom.x", ...coreFields.keys()),
      fc.constantFrom(...Operator.options),
      fc.option(value),
    )
    .map(([field, operator, given]) => rule(field, operator, given ?? undefined));

  fc.assert(
    fc.property(fc.oneof(draft, arbitraryCriteria(coreFields)), (criteria) => {
      expect(describeCriteria(criteria, coreFields)).not.toContain("undefined");
    }),
  );
});

test("lists each field that is asked about once", () => {
  const criteria: Criteria = {
    kind: "all",
    of: [late, { kind: "not", of: rule("debtor.tags", "has", "vip") }, late],
  };

  expect([...fieldsUsed(criteria)]).toEqual(["account.days_past_due", "debtor.tags"]);
});
