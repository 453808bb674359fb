import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryCriteria } from "./arbitraries.ts";
import { checkCriteria } from "./check-criteria.ts";
import { coreFields, fieldsWith } from "./core-fields.ts";
import type { Criteria, RuleValue } from "./criteria.ts";
import type { Operator } from "./operator.ts";

test("finds nothing in criteria that fit their fields", () => {
  fc.assert(
    fc.property(arbitraryCriteria(coreFields), (criteria) => {
      expect(checkCriteria(criteria, coreFields)).toEqual([]);
    }),
  );
});

test.for<[string, Operator, RuleValue | undefined, string, string]>([
  ["account.colour", "equals", "red", "field", "There is no field account.colour."],
  ["account.arrears", "contains", "5", "operator", 'Arrears cannot be compared with "contains".'],
  ["account.arrears", "at_least", undefined, "value", "Arrears needs a value to compare with."],
  ["account.arrears", "at_least", 0.5, "value", "Arrears needs an amount in whole cents."],
  ["account.days_past_due", "equals", "30", "value", "Days past due needs a number."],
  ["account.days_past_due", "equals", Number.NaN, "value", "Days past due needs a number."],
  [
    "account.days_past_due",
    "between",
    [9, 1],
    "value",
    "Days past due: the first value is larger than the last.",
  ],
  [
    "account.days_past_due",
    "between",
    [9],
    "value",
    "Days past due needs a first and a last value.",
  ],
  [
    "account.due_date",
    "on",
    "2026-02-29",
    "value",
    "Due date needs a date that exists, as in 2026-03-31.",
  ],
  [
    "account.due_date",
    "between",
    ["2026-03-02", "2026-03-01"],
    "value",
    "Due date: the first value is larger than the last.",
  ],
  [
    "account.due_date",
    "in_last_days",
    1.5,
    "value",
    "Due date needs a whole number of days from 0 to 36500.",
  ],
  ["account.status", "is", "open_", "value", 'Account status has no choice "open_".'],
  ["account.status", "one_of", [], "value", "Account status needs a value to compare with."],
  ["account.status", "one_of", ["open", "x"], "value", 'Account status has no choice "x".'],
  ["account.disputed", "is_true", "yes", "value", "Open dispute takes no value here."],
  ["debtor.language", "equals", "", "value", "Language needs a value to compare with."],
  ["debtor.language", "one_of", "en", "value", "Language needs a list of values."],
  ["debtor.tags", "has", 5, "value", "Debtor tags needs text."],
])("%s %s %j is a fault of its %s", ([field, operator, value, part, message]) => {
  const rule: Criteria = { kind: "rule", field, operator, value };

  expect(checkCriteria({ kind: "any", of: [{ kind: "not", of: rule }] }, coreFields)).toEqual([
    { path: ["of", 0, "of", part], message },
  ]);
});

test("everyone may be meant, but an empty group within may not", () => {
  expect(checkCriteria({ kind: "all", of: [] }, coreFields)).toEqual([]);
  expect(checkCriteria({ kind: "all", of: [{ kind: "all", of: [] }] }, coreFields)).toEqual([
    { path: ["of", 0, "of"], message: "This group has no rules." },
  ]);
  expect(checkCriteria({ kind: "any", of: [] }, coreFields)).toEqual([
    { path: ["of"], message: "This group has no rules." },
  ]);
});

test("knows an installation's own fields, which cannot stand in for core ones", () => {
  const fields = fieldsWith([
    { id: "custom.branch", label: "Branch", type: "text", group: "custom" },
    { id: "account.arrears", label: "Arrears", type: "text", group: "custom" },
  ]);

  expect(fields.get("custom.branch")?.label).toBe("Branch");
  expect(fields.get("account.arrears")?.type).toBe("money");
});
