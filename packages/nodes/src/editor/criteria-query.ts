import { operators, Operator, RuleValue, type Criteria } from "@fairflow/criteria";
import type { RuleGroupType, RuleType } from "react-querybuilder";

/*
 * react-querybuilder is the form only: these two functions stand between its query and our condition language.
 */

/** @returns a query whose outermost part is a group, as the form needs it */
export function queryOf(criteria: Criteria): RuleGroupType {
  switch (criteria.kind) {
    case "all":
      return { combinator: "and", rules: criteria.of.map(partOf) };
    case "any":
      return { combinator: "or", rules: criteria.of.map(partOf) };
    case "not": {
      const inner = queryOf(criteria.of);
      // "not not" has no single group; the form then shows one inside the other.
      return inner.not === true
        ? { combinator: "and", not: true, rules: [inner] }
        : { ...inner, not: true };
    }
    case "rule":
      return { combinator: "and", rules: [partOf(criteria)] };
  }
}

export function criteriaOf(query: RuleGroupType): Criteria {
  const of = query.rules.flatMap((part): readonly Criteria[] => {
    if (typeof part === "string") return [];
    return "rules" in part ? [criteriaOf(part)] : ruleOf(part);
  });
  const group: Criteria = query.combinator === "or" ? { kind: "any", of } : { kind: "all", of };
  return query.not === true ? { kind: "not", of: group } : group;
}

function partOf(criteria: Criteria): RuleGroupType | RuleType {
  if (criteria.kind !== "rule") return queryOf(criteria);
  const { field, operator, value } = criteria;
  return { field, operator, value };
}

function ruleOf({ field, operator: name, value: typed }: RuleType): readonly Criteria[] {
  const operator = Operator.safeParse(name).data;
  if (operator === undefined) return [];
  const rule = { kind: "rule", field, operator } as const;
  if (operators[operator].takes === "nothing") return [rule];
  const value = RuleValue.safeParse(typed).data;
  return [value === undefined || value === "" ? rule : { ...rule, value }];
}
