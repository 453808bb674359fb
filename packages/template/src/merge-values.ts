import { withoutLinks } from "./without-links.ts";

export type MergeValue = string | number | boolean | null;

/** One account of a message about several: `arrears` and `balance` in minor units, `due_date` as `YYYY-MM-DD`. */
export type AccountLine = Readonly<Record<string, MergeValue>>;

/**
 * What is said in one message, by merge field id: `{ "debtor.first_name": "Thandi", "account.arrears": 120450 }`.
 * `accounts` is the list of accounts; its count, total and oldest due date are worked out from it.
 * A value that is null or blank is not there, so a text that says it without a default does not render.
 */
export type MergeValues = Readonly<Record<string, MergeValue | readonly AccountLine[]>>;

type Scope = Record<string, unknown>;

/** What only the house says: names and numbers of its own, and links that it made. */
const OF_THE_HOUSE = /^(?:brand|client|portfolio|pay)\.|^(?:payment_link|opt_out_link|today)$/;

/** Copies values into objects without prototypes, nested as Liquid reads them: `debtor.first_name` within `debtor`. */
export function scopeOf(values: MergeValues): Scope {
  const scope = bareObject();
  if (isLines(values["accounts"])) scope["accounts"] = accountsOf(values["accounts"]);
  for (const [id, value] of Object.entries(values)) {
    if (isLines(value) || isMissing(value)) continue;
    place(scope, id.split("."), OF_THE_HOUSE.test(id) ? clean(value) : defused(value));
  }
  return scope;
}

function place(scope: Scope, [name = "", ...rest]: readonly string[], value: MergeValue): void {
  if (rest.length === 0) {
    scope[name] = value;
    return;
  }
  const inner = scope[name] ?? bareObject();
  if (!isScope(inner)) return;
  scope[name] = inner;
  place(inner, rest, value);
}

function accountsOf(lines: readonly AccountLine[]): unknown {
  const items = lines.map((line) => {
    const item = bareObject();
    for (const [name, value] of Object.entries(line)) {
      if (!isMissing(value)) item[name] = defused(value);
    }
    return item;
  });
  const amounts = lines.map((line) => line["arrears"]).filter((each) => typeof each === "number");
  const dates = lines.map((line) => line["due_date"]).filter((each) => typeof each === "string");
  const [oldest] = dates.toSorted();
  return Object.assign(items, {
    count: lines.length,
    // A sum of which an amount is withheld would be a wrong one.
    ...(amounts.length < lines.length
      ? {}
      : { total: amounts.reduce((total, amount) => total + amount, 0) }),
    ...(oldest === undefined ? {} : { oldest }),
  });
}

/** A name cannot forge a second line, a header, or text that runs the other way. */
function clean(value: MergeValue): MergeValue {
  if (typeof value !== "string") return value;
  return value.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ").trim();
}

/** What comes from outside can be written as a link, and would be one in front of our name. */
function defused(value: MergeValue): MergeValue {
  const cleaned = clean(value);
  return typeof cleaned === "string" ? withoutLinks(cleaned) : cleaned;
}

function isMissing(value: MergeValue): boolean {
  return value === null || (typeof value === "string" && clean(value) === "");
}

function isLines(
  value: MergeValue | readonly AccountLine[] | undefined,
): value is readonly AccountLine[] {
  return typeof value === "object" && value !== null;
}

function isScope(value: unknown): value is Scope {
  return typeof value === "object" && value !== null;
}

function bareObject(): Scope {
  return Object.create(null);
}
