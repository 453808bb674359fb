import { isLocalDate } from "@fairflow/calendar";
import type { Criteria, Rule, RuleValue } from "./criteria.ts";
import type { Field, Fields } from "./field.ts";
import { foldCase } from "./fold-case.ts";
import { isDays, MAX_DAYS, operators } from "./operators.ts";

export interface CriteriaIssue {
  /** From the outermost group to the fault, as in `["of", 1, "value"]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Path = CriteriaIssue["path"];

/** What keeps parsed criteria from being asked: fields that do not exist, and values that do not fit them. */
export function checkCriteria(criteria: Criteria, fields: Fields): readonly CriteriaIssue[] {
  return issuesOf(criteria, fields, []);
}

function issuesOf(criteria: Criteria, fields: Fields, path: Path): readonly CriteriaIssue[] {
  switch (criteria.kind) {
    case "all":
    case "any":
      // Only the outermost "all" says something when empty: everyone.
      if (criteria.of.length === 0 && (criteria.kind === "any" || path.length > 0)) {
        return [{ path: [...path, "of"], message: "This group has no rules." }];
      }
      return criteria.of.flatMap((each, index) => issuesOf(each, fields, [...path, "of", index]));
    case "not":
      return issuesOf(criteria.of, fields, [...path, "of"]);
    case "rule":
      return ruleIssues(criteria, fields, path);
  }
}

function ruleIssues(rule: Rule, fields: Fields, path: Path): readonly CriteriaIssue[] {
  const field = fields.get(rule.field);
  if (field === undefined) {
    return [{ path: [...path, "field"], message: `There is no field ${rule.field}.` }];
  }
  if (!operators[rule.operator].types.includes(field.type)) {
    const message = `${field.label} cannot be compared with "${rule.operator}".`;
    return [{ path: [...path, "operator"], message }];
  }
  const fault = faultOf(rule, field);
  return fault === undefined ? [] : [{ path: [...path, "value"], message: fault }];
}

function faultOf({ operator, value }: Rule, field: Field): string | undefined {
  const { takes } = operators[operator];
  if (takes === "nothing") {
    return value === undefined ? undefined : `${field.label} takes no value here.`;
  }
  if (isBlank(value)) return `${field.label} needs a value to compare with.`;
  switch (takes) {
    case "one":
      return faultOfOne(value, field);
    case "list":
      return faultOfList(value, field);
    case "range":
      return faultOfRange(value, field);
    case "days":
      if (typeof value === "number" && isDays(value)) return undefined;
      return `${field.label} needs a whole number of days from 0 to ${MAX_DAYS}.`;
  }
}

function isBlank(value: RuleValue | undefined): boolean {
  return value === undefined || value === "" || (typeof value === "object" && value.length === 0);
}

function faultOfList(value: RuleValue | undefined, field: Field): string | undefined {
  if (typeof value !== "object") return `${field.label} needs a list of values.`;
  return value.map((each) => faultOfOne(each, field)).find((fault) => fault !== undefined);
}

function faultOfRange(value: RuleValue | undefined, field: Field): string | undefined {
  if (typeof value !== "object" || value.length !== 2) {
    return `${field.label} needs a first and a last value.`;
  }
  const fault = faultOfList(value, field);
  if (fault !== undefined) return fault;
  const [low, high] = value;
  if (low !== undefined && high !== undefined && low <= high) return undefined;
  return `${field.label}: the first value is larger than the last.`;
}

function faultOfOne(value: RuleValue | undefined, field: Field): string | undefined {
  switch (field.type) {
    case "number":
      return Number.isFinite(value) ? undefined : `${field.label} needs a number.`;
    case "money":
      return Number.isSafeInteger(value)
        ? undefined
        : `${field.label} needs an amount in whole cents.`;
    case "date":
      if (typeof value === "string" && isLocalDate(value)) return undefined;
      return `${field.label} needs a date that exists, as in 2026-03-31.`;
    case "choice":
      return faultOfChoice(value, field);
    case "text":
    case "tags":
      if (typeof value === "string" && value !== "") return undefined;
      return `${field.label} needs text.`;
    case "boolean":
      return `${field.label} takes no value here.`;
  }
}

function faultOfChoice(value: RuleValue | undefined, field: Field): string | undefined {
  if (typeof value !== "string" || value === "") return `${field.label} needs one of its choices.`;
  const known = field.choices?.some((choice) => foldCase(choice.value) === foldCase(value));
  return known === false ? `${field.label} has no choice "${value}".` : undefined;
}
