import { isLocalDate, type LocalDate } from "@fairflow/calendar";

const TOKEN = /YYYY|MMM|MM|M|DD|D|HH|mm|ss|[^A-Za-z]|T/g;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Beyond these a date is a slip of the pen: "0213" for "2013". */
const FIRST_YEAR = "1950";
const LAST_YEAR = "2100";

const PATTERNS: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  MMM: String.raw`(?<monthName>[A-Za-z]{3})[a-z]*\.?`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?:[01]\d|2[0-3])`,
  mm: String.raw`[0-5]\d`,
  ss: String.raw`[0-5]\d`,
};

export type ReadDate =
  | { readonly kind: "date"; readonly date: LocalDate }
  | { readonly kind: "other form" | "no such day" | "far off" };

/**
 * Whether the text is a date format: one each of a year (`YYYY`), a month (`M`, `MM` or `MMM` for English names) and a day
 * (`D`, `DD`), with separators, and perhaps a time of day (`HH:mm:ss`), which is read over. `M` and `D` take one digit or two.
 */
export function isDateFormat(format: string): boolean {
  const tokens = format.match(TOKEN) ?? [];
  const count = (names: readonly string[]) =>
    tokens.filter((token) => names.includes(token)).length;
  return (
    format.length <= 40 &&
    tokens.join("") === format &&
    count(["YYYY"]) === 1 &&
    count(["M", "MM", "MMM"]) === 1 &&
    count(["D", "DD"]) === 1
  );
}

/** Compiles a format for which `isDateFormat` holds. */
export function dateReader(format: string): (text: string) => ReadDate {
  const tokens = format.match(TOKEN) ?? [];
  const pattern = new RegExp(
    `^${tokens.map((token) => PATTERNS[token] ?? escaped(token)).join("")}$`,
  );
  // A file has few different dates and many rows.
  const known = new Map<string, ReadDate>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const read = readDate(pattern, text);
    if (known.size >= 10_000) known.clear();
    known.set(text, read);
    return read;
  };
}

function readDate(pattern: RegExp, text: string): ReadDate {
  const parts = pattern.exec(text)?.groups;
  if (parts === undefined) return { kind: "other form" };
  const year = parts["year"] ?? "";
  const month = parts["month"] ?? monthNumber(parts["monthName"] ?? "");
  const date = `${year}-${month.padStart(2, "0")}-${(parts["day"] ?? "").padStart(2, "0")}`;
  if (!isLocalDate(date)) return { kind: "no such day" };
  if (year < FIRST_YEAR || year > LAST_YEAR) return { kind: "far off" };
  return { kind: "date", date };
}

/** "00" for a name that is no month's: no such day. */
function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

function escaped(separator: string): string {
  return separator.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
