import { addDays, type LocalDate } from "@fairflow/calendar";
import type { RuleValue } from "./criteria.ts";
import type { FactValue } from "./facts.ts";
import type { FieldType } from "./field.ts";
import { foldCase } from "./fold-case.ts";
import type { Operator } from "./operator.ts";

/** The most days that a relative date may look back or ahead: a hundred years. */
export const MAX_DAYS = 36_500;

/** `one` is a value of the field's own type, `range` its two ends, `days` a whole number from 0 to `MAX_DAYS`. */
export type Takes = "nothing" | "one" | "range" | "list" | "days";

/** @param today the account's local date */
type FactTest = (fact: FactValue, today: LocalDate) => boolean;

interface Definition {
  readonly types: readonly FieldType[];
  readonly takes: Takes;
  /** Undefined when the value is not of a kind that the operator can compare with. */
  readonly test: (value: RuleValue | undefined) => FactTest | undefined;
}

const NUMBERS: readonly FieldType[] = ["number", "money"];
const ALL: readonly FieldType[] = ["number", "money", "date", "text", "choice", "boolean", "tags"];

/**
 * Every operator: the fields that it can be asked of, what it compares with, and when it holds.
 * Text and choices are compared as `foldCase` leaves them, tags exactly as written, dates as `YYYY-MM-DD`.
 * All but `is_empty` are false for a fact that is null, `not_equals`, `is_not`, `not_one_of` and `has_none` too.
 */
export const operators: Readonly<Record<Operator, Definition>> = {
  equals: {
    types: ["number", "money", "text"],
    takes: "one",
    test: either(
      numeric((fact, value) => fact === value),
      textual((fact, value) => fact === value),
    ),
  },
  not_equals: {
    types: ["number", "money", "text"],
    takes: "one",
    test: either(
      numeric((fact, value) => fact !== value),
      textual((fact, value) => fact !== value),
    ),
  },
  less_than: { types: NUMBERS, takes: "one", test: numeric((fact, value) => fact < value) },
  at_most: { types: NUMBERS, takes: "one", test: numeric((fact, value) => fact <= value) },
  more_than: { types: NUMBERS, takes: "one", test: numeric((fact, value) => fact > value) },
  at_least: { types: NUMBERS, takes: "one", test: numeric((fact, value) => fact >= value) },
  /** Both ends included. */
  between: { types: [...NUMBERS, "date"], takes: "range", test: within },
  on: { types: ["date"], takes: "one", test: dated((fact, value) => fact === value) },
  before: { types: ["date"], takes: "one", test: dated((fact, value) => fact < value) },
  after: { types: ["date"], takes: "one", test: dated((fact, value) => fact > value) },
  on_or_before: { types: ["date"], takes: "one", test: dated((fact, value) => fact <= value) },
  on_or_after: { types: ["date"], takes: "one", test: dated((fact, value) => fact >= value) },
  /** From n days ago to today, both included; `more_than_days_ago` is every day before those. */
  in_last_days: {
    types: ["date"],
    takes: "days",
    test: relative(-1, (fact, bound, today) => fact >= bound && fact <= today),
  },
  more_than_days_ago: {
    types: ["date"],
    takes: "days",
    test: relative(-1, (fact, bound) => fact < bound),
  },
  /** From today to n days from now, both included; `more_than_days_ahead` is every day after those. */
  in_next_days: {
    types: ["date"],
    takes: "days",
    test: relative(1, (fact, bound, today) => fact >= today && fact <= bound),
  },
  more_than_days_ahead: {
    types: ["date"],
    takes: "days",
    test: relative(1, (fact, bound) => fact > bound),
  },
  contains: { types: ["text"], takes: "one", test: textual((fact, value) => fact.includes(value)) },
  starts_with: {
    types: ["text"],
    takes: "one",
    test: textual((fact, value) => fact.startsWith(value)),
  },
  is: { types: ["choice"], takes: "one", test: textual((fact, value) => fact === value) },
  is_not: { types: ["choice"], takes: "one", test: textual((fact, value) => fact !== value) },
  one_of: {
    types: ["text", "choice"],
    takes: "list",
    test: listed((fact, values) => values.has(fact)),
  },
  not_one_of: {
    types: ["text", "choice"],
    takes: "list",
    test: listed((fact, values) => !values.has(fact)),
  },
  is_true: { types: ["boolean"], takes: "nothing", test: () => (fact) => fact === true },
  is_false: { types: ["boolean"], takes: "nothing", test: () => (fact) => fact === false },
  has: {
    types: ["tags"],
    takes: "one",
    test: (value) => {
      if (typeof value !== "string") return undefined;
      return (fact) => isTags(fact) && fact.includes(value);
    },
  },
  has_any: {
    types: ["tags"],
    takes: "list",
    test: tagged((tags, wanted) => wanted.some((tag) => tags.includes(tag))),
  },
  has_all: {
    types: ["tags"],
    takes: "list",
    test: tagged((tags, wanted) => wanted.every((tag) => tags.includes(tag))),
  },
  has_none: {
    types: ["tags"],
    takes: "list",
    test: tagged((tags, wanted) => !wanted.some((tag) => tags.includes(tag))),
  },
  is_empty: { types: ALL, takes: "nothing", test: () => isEmpty },
  is_not_empty: { types: ALL, takes: "nothing", test: () => (fact) => !isEmpty(fact) },
};

/** Null, text without a character, and no tags at all. */
function isEmpty(fact: FactValue): boolean {
  return fact === null || fact === "" || (isTags(fact) && fact.length === 0);
}

function either(first: Definition["test"], second: Definition["test"]): Definition["test"] {
  return (value) => first(value) ?? second(value);
}

function numeric(holds: (fact: number, value: number) => boolean): Definition["test"] {
  return (value) => {
    if (typeof value !== "number") return undefined;
    return (fact) => typeof fact === "number" && holds(fact, value);
  };
}

function textual(holds: (fact: string, value: string) => boolean): Definition["test"] {
  return (value) => {
    if (typeof value !== "string") return undefined;
    const folded = foldCase(value);
    return (fact) => typeof fact === "string" && holds(foldCase(fact), folded);
  };
}

function dated(holds: (fact: string, value: string) => boolean): Definition["test"] {
  return (value) => {
    if (typeof value !== "string") return undefined;
    return (fact) => typeof fact === "string" && holds(fact, value);
  };
}

function listed(holds: (fact: string, values: ReadonlySet<string>) => boolean): Definition["test"] {
  return (value) => {
    const texts = textsIn(value);
    if (texts === undefined) return undefined;
    const folded = new Set(texts.map(foldCase));
    return (fact) => typeof fact === "string" && holds(foldCase(fact), folded);
  };
}

function tagged(
  holds: (tags: readonly string[], wanted: readonly string[]) => boolean,
): Definition["test"] {
  return (value) => {
    const wanted = textsIn(value);
    if (wanted === undefined) return undefined;
    return (fact) => isTags(fact) && holds(fact, wanted);
  };
}

function within(value: RuleValue | undefined): FactTest | undefined {
  if (typeof value !== "object" || value.length !== 2) return undefined;
  const [low, high] = value;
  if (typeof low === "number" && typeof high === "number") {
    return (fact) => typeof fact === "number" && fact >= low && fact <= high;
  }
  if (typeof low === "string" && typeof high === "string") {
    return (fact) => typeof fact === "string" && fact >= low && fact <= high;
  }
  return undefined;
}

function relative(
  direction: 1 | -1,
  holds: (fact: string, bound: string, today: string) => boolean,
): Definition["test"] {
  return (value) => {
    if (typeof value !== "number" || !isDays(value)) return undefined;
    // A batch asks about many accounts on one day, so the bound is worked out once a day.
    let day: LocalDate | undefined;
    let bound = "";
    return (fact, today) => {
      if (typeof fact !== "string") return false;
      if (today !== day) {
        bound = addDays(today, direction * value);
        day = today;
      }
      return holds(fact, bound, today);
    };
  };
}

export function isDays(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_DAYS;
}

function textsIn(value: RuleValue | undefined): readonly string[] | undefined {
  if (typeof value !== "object") return undefined;
  const texts = value.filter((each) => typeof each === "string");
  return texts.length === value.length ? texts : undefined;
}

function isTags(fact: FactValue): fact is readonly string[] {
  return typeof fact === "object" && fact !== null;
}
