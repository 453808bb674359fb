import { faultsIn, type Mutant } from "./mutant.ts";

const period = faultsIn("duration.ts");
const gate = faultsIn("step-gate.ts");
const notice = faultsIn("notice-rules.ts");
const bar = faultsIn("time-bar.ts");

/** Faults in periods, legal steps and time bars. */
export const PERIOD_MUTANTS: readonly Mutant[] = [
  period(
    'duration.dayOneIs === "event_date" ? eventDay - 1 : eventDay',
    "eventDay",
    "the event's own day is never day 1",
  ),
  period(
    'duration.opens === "on_last_day" ? last : last + 1',
    "last",
    "a period opens on its last day",
  ),
  period(
    'duration.opens === "on_last_day" ? last : last + 1',
    "last + 1",
    "no period opens on its last day",
  ),
  period(
    'return duration.dayOneIs === "event_date" ? sameDay - 1 : sameDay;',
    "return sameDay;",
    "months ignore which day is day 1",
  ),
  period(
    'duration.unit === "year" ? duration.value * 12 : duration.value',
    "duration.value",
    "a year is a month",
  ),
  period('duration.unit === "hour" ? HOUR_MS : MINUTE_MS', "MINUTE_MS", "an hour is a minute"),
  period("if (duration.value === 0) return eventDay;", "", "a period of none takes a day"),
  period(
    "addBusinessDays(calendar.business, dateOfEpochDay(before), duration.value)",
    "dateOfEpochDay(before + duration.value)",
    "business days are calendar days",
  ),
  gate("if (contactCase.step === step) return true;", "", "no step has a gate"),
  gate(
    'contactCase.purpose === "collection"',
    'contactCase.purpose !== "collection"',
    "contact to collect is no step",
  ),
  gate(
    "if (inDefaultSince === undefined) return Number.POSITIVE_INFINITY;",
    "if (inDefaultSince === undefined) return question.at;",
    "a debt that is not known to be in default may be sued for",
  ),
  gate(
    "if (notice.debtId !== undefined && notice.debtId !== debt.debtId) continue;",
    "",
    "a notice about another debt is one about this",
  ),
  gate(
    "if (at < earliest.at) earliest",
    "if (at > earliest.at) earliest",
    "no notice ever opens a gate",
  ),
  gate("isActive(state, question),", "true,", "a state that is over bars steps"),
  gate(
    'requirement.countFrom ?? "sent"',
    '"sent"',
    "days count from sending instead of delivery or service",
  ),
  notice(
    'if (from !== "assumed_receipt") return dates[from];',
    'if (from !== "assumed_receipt") return dates[from]; if (true) return dates.sent;',
    "receipt is assumed on the day of sending",
  ),
  bar(
    "old.barredDay <= question.day",
    "old.barredDay < question.day",
    "a debt is too old a day late",
  ),
  bar(
    "Math.max(...begins)",
    "Math.min(...begins)",
    "an acknowledgement does not begin the time anew",
  ),
  bar(
    "timeBar.stopsCollection && collects",
    "collects",
    "a debt that nobody can be sued for may not be asked for",
  ),
];
