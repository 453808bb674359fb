import { addDays, type LocalDate } from "@fairflow/calendar";
import * as fc from "fast-check";
import type { Criteria, RuleValue } from "./criteria.ts";
import type { FactValue, FactValues } from "./facts.ts";
import type { Field, Fields } from "./field.ts";
import { Operator } from "./operator.ts";
import { operators } from "./operators.ts";

const FIRST_DAY: LocalDate = "2026-02-10";

// Pools are small, so that facts and values meet.
const numbers = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constantFrom(30.5, 0.1, 60, 90, 1e9));
const amounts = fc.oneof(
  fc.integer({ min: -2, max: 5 }),
  fc.constantFrom(120_450, 9_007_199_254_740_991),
);
/** With letters whose case Unicode changes and A-Z folding does not, and what SQL and LIKE treat specially. */
const TEXTS = [
  "en",
  "EN",
  "zu",
  "Zu",
  "english",
  "É",
  "é",
  "İ",
  "i",
  "ß",
  "SS",
  "a%b",
  "a_b",
  "%",
  "_",
  "\\",
  "'",
  '"',
  "a'b",
  "$1",
  "😜",
  "e\u0301",
  " ",
  "null",
  "__proto__",
  "{a,b}",
  "A,B",
] as const;

const texts = fc.constantFrom(...TEXTS);

/** Days around the rules' dates, the end of February among them. */
export const arbitraryToday: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 40 })
  .map((days) => addDays(FIRST_DAY, days));

/** Criteria without a fault, by `checkCriteria`, over the given fields. */
export function arbitraryCriteria(fields: Fields): fc.Arbitrary<Criteria> {
  const rule = fc.constantFrom(...fields.values()).chain(arbitraryRule);
  const inner = arbitraryPart(rule, 3);
  return fc.oneof(inner, fc.constant<Criteria>({ kind: "all", of: [] }));
}

/** What might be known of an account: each field null, absent or of its own type. */
export function arbitraryFacts(fields: Fields): fc.Arbitrary<FactValues> {
  const facts = Object.fromEntries(
    [...fields.values()].map((field) => [field.id, arbitraryFact(field)]),
  );
  return fc.record<Record<string, FactValue>>(facts, { requiredKeys: [] });
}

function arbitraryPart(rule: fc.Arbitrary<Criteria>, levels: number): fc.Arbitrary<Criteria> {
  if (levels === 0) return rule;
  const inner = arbitraryPart(rule, levels - 1);
  const group = fc.array(inner, { minLength: 1, maxLength: 4 });
  return fc.oneof(
    { weight: 2, arbitrary: rule },
    group.map((of): Criteria => ({ kind: "all", of })),
    group.map((of): Criteria => ({ kind: "any", of })),
    inner.map((of): Criteria => ({ kind: "not", of })),
  );
}

function arbitraryRule(field: Field): fc.Arbitrary<Criteria> {
  const allowed = Operator.options.filter((each) => operators[each].types.includes(field.type));
  return fc
    .constantFrom(...allowed)
    .chain((operator) =>
      arbitraryValue(operator, field).map((value): Criteria =>
        value === undefined
          ? { kind: "rule", field: field.id, operator }
          : { kind: "rule", field: field.id, operator, value },
      ),
    );
}

function arbitraryValue(operator: Operator, field: Field): fc.Arbitrary<RuleValue | undefined> {
  const one = arbitraryOne(field);
  switch (operators[operator].takes) {
    case "nothing":
      return fc.constant(undefined);
    case "one":
      return one;
    case "list":
      return fc.array(one, { minLength: 1, maxLength: 4 });
    case "range":
      return fc.tuple(one, one).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
    case "days":
      return fc.integer({ min: 0, max: 30 });
  }
}

function arbitraryOne(field: Field): fc.Arbitrary<string | number> {
  switch (field.type) {
    case "number":
      return numbers;
    case "money":
      return amounts;
    case "date":
      return arbitraryToday;
    case "choice":
      return field.choices === undefined
        ? texts
        : fc.constantFrom(...field.choices.map((choice) => choice.value));
    case "text":
    case "tags":
    case "boolean":
      return texts;
  }
}

function arbitraryFact(field: Field): fc.Arbitrary<FactValue> {
  switch (field.type) {
    case "boolean":
      return fc.option(fc.boolean());
    case "tags":
      return fc.option(fc.uniqueArray(texts, { maxLength: 4 }));
    case "text":
      return fc.option(fc.oneof(texts, fc.constant("")));
    case "number":
    case "money":
    case "date":
    case "choice":
      return fc.option(arbitraryOne(field));
  }
}
