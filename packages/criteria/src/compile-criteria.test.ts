import { epochDay, isLocalDate, type LocalDate } from "@fairflow/calendar";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryCriteria, arbitraryFacts, arbitraryToday } from "./arbitraries.ts";
import { compileCriteria } from "./compile-criteria.ts";
import { coreFields } from "./core-fields.ts";
import type { Criteria, Rule, RuleValue } from "./criteria.ts";
import type { FactValue, FactValues } from "./facts.ts";
import type { Operator } from "./operator.ts";

const today: LocalDate = "2026-03-01";

function asks(operator: Operator, fact: FactValue, value?: RuleValue): boolean {
  const criteria: Criteria = { kind: "rule", field: "custom.fact", operator, value };
  return compileCriteria(criteria)({ "custom.fact": fact }, today);
}

describe("a rule", () => {
  test.for<[Operator, RuleValue | undefined, FactValue, FactValue]>([
    ["equals", 5, 5, 4],
    ["not_equals", 5, 4, 5],
    ["less_than", 5, 4, 5],
    ["at_most", 5, 5, 6],
    ["more_than", 5, 6, 5],
    ["at_least", 5, 5, 4],
    ["between", [3, 5], 5, 6],
    ["between", [3, 5], 3, 2],
    ["between", ["2026-02-28", "2026-03-01"], "2026-03-01", "2026-03-02"],
    ["equals", "Zulu", "zULU", "zulu "],
    ["not_equals", "zulu", "é", "ZULU"],
    ["equals", "é", "é", "É"],
    ["on", "2026-03-01", "2026-03-01", "2026-03-02"],
    ["before", "2026-03-01", "2026-02-28", "2026-03-01"],
    ["after", "2026-03-01", "2026-03-02", "2026-03-01"],
    ["on_or_before", "2026-03-01", "2026-03-01", "2026-03-02"],
    ["on_or_after", "2026-03-01", "2026-03-01", "2026-02-28"],
    ["in_last_days", 2, "2026-02-27", "2026-02-26"],
    ["in_last_days", 2, "2026-03-01", "2026-03-02"],
    ["more_than_days_ago", 2, "2026-02-26", "2026-02-27"],
    ["in_next_days", 2, "2026-03-03", "2026-03-04"],
    ["in_next_days", 2, "2026-03-01", "2026-02-28"],
    ["more_than_days_ahead", 2, "2026-03-04", "2026-03-03"],
    ["contains", "B%", "ab%c", "abc"],
    ["starts_with", "AB", "abc", "cab"],
    ["is", "open", "Open", "paid"],
    ["is_not", "open", "paid", "open"],
    ["one_of", ["en", "zu"], "ZU", "xh"],
    ["not_one_of", ["en", "zu"], "xh", "EN"],
    ["is_true", undefined, true, false],
    ["is_false", undefined, false, true],
    ["has", "vip", ["vip", "a"], ["VIP"]],
    ["has_any", ["a", "b"], ["b", "c"], ["c"]],
    ["has_all", ["a", "b"], ["b", "a"], ["a"]],
    ["has_none", ["a", "b"], [], ["c", "b"]],
    ["is_empty", undefined, null, 0],
    ["is_empty", undefined, "", " "],
    ["is_empty", undefined, [], ["a"]],
    ["is_not_empty", undefined, false, null],
  ])("%s %j holds for %j and not for %j", ([operator, value, yes, no]) => {
    expect([asks(operator, yes, value), asks(operator, no, value)]).toEqual([true, false]);
  });

  test("reads no fact that a prototype carries", () => {
    const facts: FactValues = Object.create({ "custom.fact": 5 });
    const criteria: Criteria = { kind: "rule", field: "custom.fact", operator: "equals", value: 5 };

    expect(compileCriteria(criteria)(facts, today)).toBe(false);
  });

  test("follows the day from one question to the next", () => {
    const due = { "account.due_date": "2026-03-05" };
    const soon = compileCriteria({
      kind: "rule",
      field: "account.due_date",
      operator: "in_next_days",
      value: 2,
    });

    expect([soon(due, "2026-03-02"), soon(due, "2026-03-03"), soon(due, "2026-03-02")]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("is never true when its value does not fit, and does not throw", () => {
    const value = fc.constantFrom<(RuleValue | undefined)[]>(
      undefined,
      "x",
      -1,
      1e300,
      [1],
      ["a", 2],
      [],
    );

    fc.assert(
      fc.property(fc.constantFrom(...coreFields.values()), value, ({ id }, odd) => {
        const criteria: Criteria = {
          kind: "rule",
          field: id,
          operator: "in_next_days",
          value: odd,
        };
        expect(compileCriteria(criteria)({ [id]: "2026-03-01" }, today)).toBe(false);
      }),
    );
  });
});

describe("what is unknown", () => {
  const unknown: Criteria = {
    kind: "rule",
    field: "debtor.pay_day",
    operator: "more_than",
    value: 3,
  };

  test("makes a comparison false and its negation true", () => {
    const answers = [unknown, { kind: "not", of: unknown } as const].map((criteria) => [
      compileCriteria(criteria)({}, today),
      compileCriteria(criteria)({ "debtor.pay_day": null }, today),
    ]);

    expect(answers).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test.for<[Operator, RuleValue]>([
    ["not_equals", 3],
    ["not_equals", "a"],
    ["is_not", "a"],
    ["not_one_of", ["a"]],
    ["has_none", ["a"]],
  ])("is not even %s", ([operator, value]) => {
    expect(asks(operator, null, value)).toBe(false);
  });
});

test("all of nothing holds for everyone, any of nothing for nobody", () => {
  expect([
    compileCriteria({ kind: "all", of: [] })({}, today),
    compileCriteria({ kind: "any", of: [] })({}, today),
  ]).toEqual([true, false]);
});

test("agrees with a plain reading of the language", () => {
  let held = 0;

  fc.assert(
    fc.property(
      arbitraryCriteria(coreFields),
      arbitraryFacts(coreFields),
      arbitraryToday,
      (criteria, facts, day) => {
        const answer = compileCriteria(criteria)(facts, day);
        held += answer ? 1 : 0;
        expect(answer).toBe(plainReading(criteria, facts, day));
      },
    ),
    { numRuns: 5000 },
  );

  // Otherwise the arbitraries no longer make facts and values meet, and the law above says little.
  expect(held).toBeGreaterThan(500);
});

/** The language once more, slowly, by days and lists, and by field type instead of by value. */
function plainReading(criteria: Criteria, facts: FactValues, day: LocalDate): boolean {
  switch (criteria.kind) {
    case "all":
      return !criteria.of.some((part) => !plainReading(part, facts, day));
    case "any":
      return criteria.of.filter((part) => plainReading(part, facts, day)).length > 0;
    case "not":
      return !plainReading(criteria.of, facts, day);
    case "rule":
      return plainRule(criteria, facts[criteria.field] ?? null, day);
  }
}

function plainRule({ field, operator, value }: Rule, fact: FactValue, day: LocalDate): boolean {
  const empty = fact === null || fact === "" || (Array.isArray(fact) && fact.length === 0);
  if (operator === "is_empty") return empty;
  if (operator === "is_not_empty") return !empty;
  if (fact === null) return false;
  switch (coreFields.get(field)?.type) {
    case "number":
    case "money":
      return plainOrder(operator, Number(fact), [value].flat().map(Number), 0);
    case "date":
      return plainOrder(
        operator,
        daysOf(fact),
        [value].flat().map((each) => (typeof each === "number" ? each : daysOf(each ?? ""))),
        epochDay(day),
      );
    case "boolean":
      return fact === (operator === "is_true");
    case "tags":
      return plainSets(operator, [fact].flat().map(String), [value].flat().map(String));
    case "text":
    case "choice":
      return plainText(operator, lower(fact), [value].flat().map(lower));
    case undefined:
      return false;
  }
}

function plainOrder(operator: Operator, fact: number, values: number[], day: number): boolean {
  const [first = Number.NaN, second = Number.NaN] = values;
  const answers: Partial<Record<Operator, boolean>> = {
    equals: fact === first,
    not_equals: fact !== first,
    less_than: fact < first,
    at_most: !(fact > first),
    more_than: fact > first,
    at_least: !(fact < first),
    between: !(fact < first || fact > second),
    on: fact === first,
    before: fact < first,
    after: fact > first,
    on_or_before: !(fact > first),
    on_or_after: !(fact < first),
    in_last_days: day - fact >= 0 && day - fact <= first,
    more_than_days_ago: day - fact > first,
    in_next_days: fact - day >= 0 && fact - day <= first,
    more_than_days_ahead: fact - day > first,
  };
  return answers[operator] ?? false;
}

function plainText(operator: Operator, fact: string, values: string[]): boolean {
  const [first = ""] = values;
  const answers: Partial<Record<Operator, boolean>> = {
    equals: fact === first,
    is: fact === first,
    not_equals: fact !== first,
    is_not: fact !== first,
    contains: fact.indexOf(first) >= 0,
    starts_with: fact.slice(0, first.length) === first,
    one_of: values.indexOf(fact) >= 0,
    not_one_of: values.indexOf(fact) < 0,
  };
  return answers[operator] ?? false;
}

function plainSets(operator: Operator, tags: string[], wanted: string[]): boolean {
  const met = wanted.filter((tag) => tags.indexOf(tag) >= 0).length;
  const answers: Partial<Record<Operator, boolean>> = {
    has: met > 0,
    has_any: met > 0,
    has_all: met === wanted.length,
    has_none: met === 0,
  };
  return answers[operator] ?? false;
}

function daysOf(value: unknown): number {
  return typeof value === "string" && isLocalDate(value) ? epochDay(value) : Number.NaN;
}

function lower(value: unknown): string {
  return Array.from(String(value))
    .map((letter) => (letter >= "A" && letter <= "Z" ? letter.toLowerCase() : letter))
    .join("");
}
