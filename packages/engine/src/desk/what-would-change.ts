import { addDays, isLocalDate, type LocalDate } from "@fairflow/calendar";
import {
  compileCriteria,
  factOf,
  type Criteria,
  type FactValue,
  type FactValues,
  type Rule,
} from "@fairflow/criteria";

/** A way out of a decision, taken where its criteria are the first that hold. */
export interface Way {
  readonly exit: string;
  readonly criteria: Criteria;
}

/** Had one fact been another, and all else the same, the decision would have been another. */
export interface WhatIf {
  readonly field: string;
  readonly from: FactValue;
  readonly to: FactValue;
  readonly exit: string;
}

export const OTHERWISE = "else";
/** More would not be read. */
const MOST = 12;

/**
 * Asks a decision again with single facts changed, each to the values at which one of its own rules turns, and keeps of
 * each fact and each other way out the change that is smallest. It finds no decision that only several facts together
 * would turn: then there is none here, which says no more than that.
 *
 * @param today the account's local date at the moment of the decision
 */
export function whatWouldChange(
  ways: readonly Way[],
  { facts, today }: { readonly facts: FactValues; readonly today: LocalDate },
): { readonly exit: string; readonly changes: readonly WhatIf[] } {
  const tests = ways.map(({ exit, criteria }) => ({ exit, holds: compileCriteria(criteria) }));
  const exitOf = (values: FactValues) =>
    tests.find(({ holds }) => holds(values, today))?.exit ?? OTHERWISE;
  const exit = exitOf(facts);
  const smallest = new Map<string, WhatIf & { readonly size: number }>();
  for (const rule of ways.flatMap(({ criteria }) => rulesOf(criteria))) {
    const from = factOf(facts, rule.field);
    for (const to of turningValues(rule, { from, today })) {
      const other = exitOf({ ...facts, [rule.field]: to });
      if (other === exit) continue;
      const key = `${rule.field} ${other}`;
      const size = sizeOf(from, to);
      if (size < (smallest.get(key)?.size ?? Number.POSITIVE_INFINITY)) {
        smallest.set(key, { field: rule.field, from, to, exit: other, size });
      }
    }
  }
  const changes = [...smallest.values()]
    .slice(0, MOST)
    .map(({ field, from, to, exit: other }) => ({ field, from, to, exit: other }));
  return { exit, changes };
}

function rulesOf(criteria: Criteria): readonly Rule[] {
  switch (criteria.kind) {
    case "all":
    case "any":
      return criteria.of.flatMap(rulesOf);
    case "not":
      return rulesOf(criteria.of);
    case "rule":
      return [criteria];
  }
}

/** Values of a rule's fact on both sides of where it turns. */
function turningValues(
  { operator, value }: Rule,
  { from, today }: { readonly from: FactValue; readonly today: LocalDate },
): readonly FactValue[] {
  const named = value === undefined ? [] : [value].flat();
  if (operator === "is_true" || operator === "is_false") return [true, false];
  if (operator === "is_empty" || operator === "is_not_empty") return from === null ? [] : [null];
  if (BACK.has(operator)) return named.flatMap((days) => around(today, -Number(days)));
  if (AHEAD.has(operator)) return named.flatMap((days) => around(today, Number(days)));
  if (!TAGS.has(operator)) return [...named.flatMap(beside), null];
  const tags = isTags(from) ? from : [];
  const wanted = named.map(String);
  return [
    [...new Set([...tags, ...wanted])],
    tags.filter((tag) => !wanted.includes(tag)),
    ...wanted.map((tag) =>
      tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag],
    ),
  ];
}

const BACK: ReadonlySet<string> = new Set(["in_last_days", "more_than_days_ago"]);
const AHEAD: ReadonlySet<string> = new Set(["in_next_days", "more_than_days_ahead"]);
const TAGS: ReadonlySet<string> = new Set(["has", "has_any", "has_all", "has_none"]);

function beside(value: string | number): readonly FactValue[] {
  if (typeof value === "number") return [value - 1, value, value + 1];
  return isLocalDate(value) ? around(value, 0) : [value];
}

function around(date: LocalDate, days: number): readonly LocalDate[] {
  return [days - 1, days, days + 1].map((each) => addDays(date, each));
}

/** How far one value is from another: a number by its distance, all else alike, the loss of a fact last. */
function sizeOf(from: FactValue, to: FactValue): number {
  if (to === null) return Number.MAX_SAFE_INTEGER;
  if (typeof from === "number" && typeof to === "number") return Math.abs(from - to);
  if (typeof from === "string" && typeof to === "string" && isLocalDate(from) && isLocalDate(to)) {
    return Math.abs(Date.parse(from) - Date.parse(to));
  }
  if (isTags(from) && isTags(to)) return Math.abs(from.length - to.length);
  return 1;
}

function isTags(value: FactValue): value is readonly string[] {
  return Array.isArray(value);
}
