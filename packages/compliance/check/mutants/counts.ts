import { faultsIn, type Mutant } from "./mutant.ts";

const cap = faultsIn("frequency-cap.ts");
const rest = faultsIn("cool-down.ts");
const history = faultsIn("history.ts");

/** Faults in caps, rests and what they count. */
export const COUNT_MUTANTS: readonly Mutant[] = [
  cap(
    "if (counting.length < limit) return at;",
    "if (counting.length <= limit) return at;",
    "one attempt too many fits where there are few",
  ),
  cap(
    "if (inside < limit) return day",
    "if (inside <= limit) return day",
    "a cap of days lets one too many through",
  ),
  cap(
    "return day - (window.length - 1);",
    "return day - window.length;",
    "a window of days is one day too long",
  ),
  cap(
    "return day - (window.length - 1);",
    "return day - (window.length - 2);",
    "a window of days is one day too short",
  ),
  cap(
    "one >= first && one <= day",
    "one > first && one <= day",
    "the first day of a window does not count",
  ),
  cap("one >= first && one <= day", "one >= first && one < day", "today does not count"),
  cap(
    "outcomes: listed.outcomes | PENDING",
    "outcomes: listed.outcomes",
    "what is planned or in doubt does not count",
  ),
  cap(
    "if (inside.length < fit.limit) return end;",
    "if (inside.length <= fit.limit) return end;",
    "a cap of hours lets one too many through",
  ),
  cap(
    "one > end - fit.lengthMs && one <= end",
    "one >= end - fit.lengthMs && one <= end",
    "an attempt exactly so many hours ago still counts",
  ),
  cap("(day + 3 - begins) % 7", "(day + 2 - begins) % 7", "a calendar week begins a day late"),
  cap(
    "day - sinceBegin - 7 * (window.length - 1)",
    "day - sinceBegin - 7 * window.length",
    "a calendar week is two",
  ),
  cap(
    "addMonths(startOfMonth(dateOfEpochDay(day)), 1 - window.length)",
    "addMonths(dateOfEpochDay(day), -window.length)",
    "a calendar month is a rolling one",
  ),
  cap(
    'if (rule.effectOnExceed === "allow_no_fee") return "no_fee";',
    "",
    "an eleventh message is charged",
  ),
  cap(
    'rule.severity === "block" && rule.effectOnExceed !== "warn"',
    'rule.severity === "block" || rule.effectOnExceed === "block"',
    "a cap that only warns blocks",
  ),
  cap(
    "? at : earliestOnDay(zone, at, day)",
    "? at : earliestOnDay(zone, at, day + 1)",
    "a cap opens a day late",
  ),
  cap(
    "if (limit === 0) return Number.POSITIVE_INFINITY;",
    "if (limit === 0) return at;",
    "a cap of none lets everything through",
  ),
  rest("attempt.at.getTime() <= at", "true", "an attempt that lies ahead begins a rest"),
  rest("counts(which, history, index) &&", "", "every attempt begins a rest"),
  rest("Math.max(allowed, afterPeriod", "Math.min(allowed, afterPeriod", "no rest is ever kept"),
  history(
    "(bits.directions & rule.directions) !== 0 &&",
    "",
    "calls from the debtor count as calls to them",
  ),
  history("(bits.exclusions & rule.exclusions) === 0", "true", "what a cap leaves out counts"),
  history("(bits.outcomes & rule.outcomes) !== 0 &&", "", "an attempt that failed counts"),
  history(
    "one.accountId === debt.accountId",
    "one.debtId === debt.debtId",
    "a cap of an account is one of a debt",
  ),
  history(
    "attempt.addressId === contactCase.addressId",
    "true",
    "a rest of one number is one of all",
  ),
  history(
    'return scope === "consumer" || scope === "phone_number" ? debts.slice(0, 1) : debts;',
    "return debts.slice(0, 1);",
    "of two debts only the first is counted",
  ),
  history(
    'if (attempt.purpose === "statutory_notice" || attempt.purpose === "validation_notice") {',
    'if (attempt.purpose === "statutory_notice") {',
    "a validation notice uses up a cap",
  ),
];
