import { isLocalDate } from "@fairflow/calendar";
import type { Criteria, Rule, RuleValue } from "./criteria.ts";
import { englishWording } from "./english-wording.ts";
import type { Field, Fields } from "./field.ts";
import { foldCase } from "./fold-case.ts";
import { operators } from "./operators.ts";
import type { Wording } from "./wording.ts";

export interface DescribeOptions {
  /** Says an amount of minor units in the portfolio's currency. Without it amounts are said as plain hundredths. */
  readonly money?: (minorUnits: number) => string;
  readonly wording?: Wording;
}

interface Speech {
  readonly fields: Fields;
  readonly wording: Wording;
  readonly money: (minorUnits: number) => string;
}

/** Says criteria as one sentence without a full stop. Drafts too: what is missing or unknown is said as it stands. */
export function describeCriteria(
  criteria: Criteria,
  fields: Fields,
  options: DescribeOptions = {},
): string {
  const { money = inHundredths, wording = englishWording } = options;
  return say(criteria, { fields, wording, money });
}

function say(criteria: Criteria, speech: Speech): string {
  const { wording } = speech;
  switch (criteria.kind) {
    case "all":
      if (criteria.of.length === 0) return wording.everyone;
      return wording.all(partsOf(criteria.of, speech));
    case "any":
      if (criteria.of.length === 0) return wording.nobody;
      return wording.any(partsOf(criteria.of, speech));
    case "not":
      return wording.not(`(${say(criteria.of, speech)})`);
    case "rule":
      return sayRule(criteria, speech);
  }
}

/** A group among others stands in brackets, so that "and" and "or" cannot be read two ways. */
function partsOf(parts: readonly Criteria[], speech: Speech): readonly string[] {
  return parts.map((part) => {
    const words = say(part, speech);
    const isGroup = part.kind === "all" || part.kind === "any";
    return isGroup && part.of.length > 1 && parts.length > 1 ? `(${words})` : words;
  });
}

function sayRule(rule: Rule, speech: Speech): string {
  const field = speech.fields.get(rule.field);
  const name = field === undefined ? rule.field : withinSentence(field.label);
  const words = speech.wording.operators[rule.operator](sayValue(rule, field, speech));
  return `${name} ${words}`;
}

function sayValue({ operator, value }: Rule, field: Field | undefined, speech: Speech): string {
  const { wording } = speech;
  const { takes } = operators[operator];
  if (takes === "nothing") return "";
  if (value === undefined || value === "") return wording.missing;
  if (takes === "days" && typeof value === "number") return wording.days(value);
  if (typeof value !== "object") return sayOne(value, field, speech);
  const words = value.map((each) => sayOne(each, field, speech));
  const [low = wording.missing, high = wording.missing] = words;
  if (takes === "range") return wording.range(low, high);
  if (words.length === 0) return wording.missing;
  return operator === "has_all" ? wording.both(words) : wording.either(words);
}

function sayOne(
  value: Exclude<RuleValue, readonly unknown[]>,
  field: Field | undefined,
  speech: Speech,
): string {
  const { wording } = speech;
  if (typeof value === "number") {
    return field?.type === "money" ? speech.money(value) : String(value);
  }
  if (field?.type === "date") return isLocalDate(value) ? wording.date(value) : value;
  if (field?.type !== "choice") return wording.text(value);
  const choice = field.choices?.find((each) => foldCase(each.value) === foldCase(value));
  return choice?.label ?? wording.text(value);
}

/** Lowers the first letter, but not that of a word in capitals such as SMS. */
function withinSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function inHundredths(minorUnits: number): string {
  return (minorUnits / 100).toFixed(2);
}
