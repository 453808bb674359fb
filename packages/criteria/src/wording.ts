import type { LocalDate } from "@fairflow/calendar";
import type { Operator } from "./operator.ts";

/** How criteria are said in one language. Each entry gets values that are already in words. */
export interface Wording {
  /** What follows the field's name, as in `is more than 30`. */
  readonly operators: Readonly<Record<Operator, (value: string) => string>>;
  readonly everyone: string;
  readonly nobody: string;
  readonly not: (part: string) => string;
  readonly all: (parts: readonly string[]) => string;
  readonly any: (parts: readonly string[]) => string;
  /** A list within a rule, as in `English, Zulu or Xhosa`. */
  readonly either: (values: readonly string[]) => string;
  readonly both: (values: readonly string[]) => string;
  readonly range: (low: string, high: string) => string;
  readonly days: (count: number) => string;
  readonly date: (date: LocalDate) => string;
  readonly text: (text: string) => string;
  readonly missing: string;
}
