import { addDays, type LocalDate } from "@fairflow/calendar";
import { foldCase, MAX_DAYS, type Criteria, type Rule, type RuleValue } from "@fairflow/criteria";
import { sql, type SQL } from "drizzle-orm";

/** How a fact is compared: dates as their text, which sorts as they do. */
export type FactKind = "number" | "text" | "boolean" | "tags";

/** An expression that yields a fact. Written by us, never by a user: only values travel as parameters. */
export interface FactColumn {
  readonly kind: FactKind;
  /** A number, text, a boolean or text[], null where nothing is known. */
  readonly expression: SQL;
}

/** By field id. A field that is not here is unknown of everyone. */
export type FactColumns = ReadonlyMap<string, FactColumn>;

const TRUE = sql`true`;
const FALSE = sql`false`;

/**
 * Criteria as a condition that is true or false, never null, for exactly the facts for which `compileCriteria` says so.
 *
 * @param today the local date of those who are asked about
 */
export function criteriaToSql(criteria: Criteria, columns: FactColumns, today: LocalDate): SQL {
  switch (criteria.kind) {
    case "all":
      return joined(criteria.of, { by: sql` and `, empty: TRUE }, columns, today);
    case "any":
      return joined(criteria.of, { by: sql` or `, empty: FALSE }, columns, today);
    case "not":
      return sql`(not ${criteriaToSql(criteria.of, columns, today)})`;
    case "rule":
      return ruleToSql(criteria, columns, today);
  }
}

function joined(
  parts: readonly Criteria[],
  { by, empty }: { readonly by: SQL; readonly empty: SQL },
  columns: FactColumns,
  today: LocalDate,
): SQL {
  if (parts.length === 0) return empty;
  return sql`(${sql.join(
    parts.map((part) => criteriaToSql(part, columns, today)),
    by,
  )})`;
}

function ruleToSql(rule: Rule, columns: FactColumns, today: LocalDate): SQL {
  const column = columns.get(rule.field);
  if (rule.operator === "is_empty") return column === undefined ? TRUE : isEmpty(column);
  if (column === undefined) return FALSE;
  if (rule.operator === "is_not_empty") return sql`(not ${isEmpty(column)})`;
  const comparison = compare(rule, column, today);
  return comparison === undefined ? FALSE : sql`coalesce(${comparison}, false)`;
}

function isEmpty({ kind, expression }: FactColumn): SQL {
  switch (kind) {
    case "number":
    case "boolean":
      return sql`(${expression} is null)`;
    case "text":
      return sql`(coalesce(${expression}, '') = '')`;
    case "tags":
      return sql`(coalesce(cardinality(${expression}), 0) = 0)`;
  }
}

/** Undefined where the value or the kind of fact does not fit the operator: such a rule is never true. */
function compare({ operator, value }: Rule, column: FactColumn, today: LocalDate): SQL | undefined {
  switch (operator) {
    case "equals":
    case "is":
      return operator === "is" ? folded(column, value, "=") : equality(column, value, "=");
    case "not_equals":
    case "is_not":
      return operator === "is_not" ? folded(column, value, "<>") : equality(column, value, "<>");
    case "less_than":
      return numeric(column, value, "<");
    case "at_most":
      return numeric(column, value, "<=");
    case "more_than":
      return numeric(column, value, ">");
    case "at_least":
      return numeric(column, value, ">=");
    case "between":
      return between(column, value);
    case "on":
      return dated(column, value, "=");
    case "before":
      return dated(column, value, "<");
    case "after":
      return dated(column, value, ">");
    case "on_or_before":
      return dated(column, value, "<=");
    case "on_or_after":
      return dated(column, value, ">=");
    case "in_last_days":
      return daysAway(value, (days) => between(column, [addDays(today, -days), today]));
    case "more_than_days_ago":
      return daysAway(value, (days) => dated(column, addDays(today, -days), "<"));
    case "in_next_days":
      return daysAway(value, (days) => between(column, [today, addDays(today, days)]));
    case "more_than_days_ahead":
      return daysAway(value, (days) => dated(column, addDays(today, days), ">"));
    case "contains":
      return within(column, value, (text, part) => sql`strpos(${text}, ${part}) > 0`);
    case "starts_with":
      return within(column, value, (text, part) => sql`starts_with(${text}, ${part})`);
    case "one_of":
      return listed(column, value, (text, list) => sql`${text} = any(${list})`);
    case "not_one_of":
      return listed(column, value, (text, list) => sql`${text} <> all(${list})`);
    case "is_true":
      return column.kind === "boolean" ? column.expression : undefined;
    case "is_false":
      return column.kind === "boolean" ? sql`(not ${column.expression})` : undefined;
    case "has":
      return typeof value === "string"
        ? tagged(column, [value], (tags, list) => sql`${tags} @> ${list}`)
        : undefined;
    case "has_any":
      return tagged(column, value, (tags, list) => sql`${tags} && ${list}`);
    case "has_all":
      return tagged(column, value, (tags, list) => sql`${tags} @> ${list}`);
    case "has_none":
      return tagged(column, value, (tags, list) => sql`not (${tags} && ${list})`);
    case "is_empty":
    case "is_not_empty":
      return undefined;
  }
}

type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** Constant text, so that no operator is ever built from what a user wrote. */
const COMPARISONS: Readonly<Record<Comparison, SQL>> = {
  "=": sql` = `,
  "<>": sql` <> `,
  "<": sql` < `,
  "<=": sql` <= `,
  ">": sql` > `,
  ">=": sql` >= `,
};

function equality(
  column: FactColumn,
  value: RuleValue | undefined,
  comparison: Comparison,
): SQL | undefined {
  return numeric(column, value, comparison) ?? folded(column, value, comparison);
}

/** As double precision, which is what the evaluator compares: minor units up to 2^53 stay exact. */
function numeric(
  { kind, expression }: FactColumn,
  value: RuleValue | undefined,
  comparison: Comparison,
): SQL | undefined {
  if (kind !== "number" || typeof value !== "number") return undefined;
  return sql`(${expression})::double precision${COMPARISONS[comparison]}${value}::double precision`;
}

function folded(
  column: FactColumn,
  value: RuleValue | undefined,
  comparison: Comparison,
): SQL | undefined {
  return within(column, value, (text, other) => sql`${text}${COMPARISONS[comparison]}${other}`);
}

function dated(
  { kind, expression }: FactColumn,
  value: RuleValue | undefined,
  comparison: Comparison,
): SQL | undefined {
  if (kind !== "text" || typeof value !== "string") return undefined;
  return sql`(${expression}) collate "C"${COMPARISONS[comparison]}${value}::text`;
}

function between(column: FactColumn, value: RuleValue | undefined): SQL | undefined {
  if (typeof value !== "object" || value.length !== 2) return undefined;
  const [low, high] = value;
  const from = numeric(column, low, ">=") ?? dated(column, low, ">=");
  const to = numeric(column, high, "<=") ?? dated(column, high, "<=");
  return from === undefined || to === undefined ? undefined : sql`(${from} and ${to})`;
}

function daysAway(
  value: RuleValue | undefined,
  condition: (days: number) => SQL | undefined,
): SQL | undefined {
  if (typeof value !== "number" || !Number.isInteger(value)) return undefined;
  return value >= 0 && value <= MAX_DAYS ? condition(value) : undefined;
}

/** Text as `foldCase` leaves it: in the C locale `lower` changes A to Z alone. */
function within(
  { kind, expression }: FactColumn,
  value: RuleValue | undefined,
  condition: (text: SQL, value: SQL) => SQL,
): SQL | undefined {
  if (kind !== "text" || typeof value !== "string") return undefined;
  return condition(sql`lower((${expression}) collate "C")`, sql`${foldCase(value)}::text`);
}

function listed(
  { kind, expression }: FactColumn,
  value: RuleValue | undefined,
  condition: (text: SQL, list: SQL) => SQL,
): SQL | undefined {
  const texts = textsIn(value);
  if (kind !== "text" || texts === undefined) return undefined;
  const list = sql`${sql.param(texts.map(foldCase))}::text[]`;
  return condition(sql`lower((${expression}) collate "C")`, list);
}

function tagged(
  { kind, expression }: FactColumn,
  value: RuleValue | undefined,
  condition: (tags: SQL, list: SQL) => SQL,
): SQL | undefined {
  const texts = textsIn(value);
  if (kind !== "tags" || texts === undefined) return undefined;
  return condition(sql`(${expression})`, sql`${sql.param(texts)}::text[]`);
}

function textsIn(value: RuleValue | undefined): readonly string[] | undefined {
  if (typeof value !== "object") return undefined;
  const texts = value.filter((each) => typeof each === "string");
  return texts.length === value.length ? texts : undefined;
}
