import type { LocalDate } from "@fairflow/calendar";
import type { Criteria, Rule } from "./criteria.ts";
import { factOf, type FactValues } from "./facts.ts";
import { operators } from "./operators.ts";

/** @param today the account's local date */
export type CriteriaTest = (facts: FactValues, today: LocalDate) => boolean;

/**
 * Turns criteria into closures, once, so that asking costs only the comparisons.
 * A rule whose value does not fit its operator, which `checkCriteria` reports, is never true.
 */
export function compileCriteria(criteria: Criteria): CriteriaTest {
  switch (criteria.kind) {
    case "all": {
      const parts = criteria.of.map(compileCriteria);
      return (facts, today) => parts.every((part) => part(facts, today));
    }
    case "any": {
      const parts = criteria.of.map(compileCriteria);
      return (facts, today) => parts.some((part) => part(facts, today));
    }
    case "not": {
      const part = compileCriteria(criteria.of);
      return (facts, today) => !part(facts, today);
    }
    case "rule":
      return compileRule(criteria);
  }
}

function compileRule({ field, operator, value }: Rule): CriteriaTest {
  const test = operators[operator].test(value);
  if (test === undefined) return () => false;
  return (facts, today) => test(factOf(facts, field), today);
}
