import { defineNode, type Outcome } from "@fairflow/interpreter";
import { sayDuration } from "../duration.ts";
import { fieldLabel } from "../field-label.ts";
import { count } from "../in-series.ts";
import { ordinal } from "../ordinal.ts";
import { sayWeekdays, weekdayProblems } from "../weekdays.ts";
import { nextMoment } from "./next-moment.ts";
import { WaitConfig, type PayDaySource } from "./wait-config.ts";

const PASSED: Outcome = { kind: "leave", exit: "passed" };

export const wait = defineNode({
  type: "wait",
  title: "Wait",
  family: "wait",
  config: WaitConfig,
  defaults: { kind: "days", days: 3 },
  exits: (config) => [
    { id: "next", label: "Next" },
    ...(mayPass(config) ? [{ id: "passed", label: passedLabel(config) }] : []),
  ],
  check: (config) => {
    if (config.kind === "weekday") return weekdayProblems(config.weekdays);
    const lacksCalendar =
      config.kind === "pay-day" &&
      config.source.kind === "calendar" &&
      config.source.calendar === "";
    return lacksCalendar
      ? [{ message: "Choose a pay-day calendar", at: ["source", "calendar"] }]
      : [];
  },
  waits: (config) => !mayPass(config),
  // Whoever leaves by `next` has slept; only `passed` can be taken at once, and again and again.
  atOnce: (config) => (mayPass(config) ? ["passed"] : []),
  references: (config) => {
    if (config.kind === "date") return { fields: [{ id: config.field, type: "date" }] };
    if (config.kind !== "pay-day") return {};
    const { source } = config;
    if (source.kind === "field") return { fields: [{ id: source.field, type: "number" }] };
    return source.kind === "calendar" && source.calendar !== ""
      ? { calendars: [source.calendar] }
      : {};
  },
  sentence: (config) => say(config),
  execute: (config, library) => {
    const momentAt = nextMoment(config, library);
    // The schema and `check` leave no other way for a wait to have no end.
    const noMoment: Outcome = mayPass(config) ? PASSED : { kind: "leave", exit: "next" };
    return (context) => {
      const untilMs = momentAt(context);
      return untilMs === null ? noMoment : { kind: "sleep", untilMs, exit: "next" };
    };
  },
});

/** Whether what is waited for may be over, or not known. */
function mayPass(config: WaitConfig): boolean {
  if (config.kind === "date") return true;
  if (config.kind !== "pay-day") return false;
  return config.source.kind === "field" || config.source.kind === "calendar";
}

function passedLabel({ kind }: WaitConfig): string {
  return kind === "date" ? "Already passed, or no date" : "No pay day known";
}

function say(config: WaitConfig): string {
  switch (config.kind) {
    case "days":
    case "business-days":
    case "hours":
      return `Wait ${sayDuration(config)}`;
    case "time-of-day":
      return `Wait until ${config.at}`;
    case "weekday":
      return `Wait until ${sayWeekdays(config.weekdays)} at ${config.at}`;
    case "day-of-month":
      return `Wait until the ${ordinal(config.day)} of the month at ${config.at}`;
    case "last-business-day":
      return `Wait until the last business day of the month at ${config.at}`;
    case "nth-business-day":
      return `Wait until the ${ordinal(config.n)} business day of the month at ${config.at}`;
    case "pay-day":
      return `Wait until ${sayOffset(config.offsetDays)}${sayPayDay(config.source)} at ${config.at}`;
    case "date":
      return `Wait until ${sayDate(config)} at ${config.at}`;
  }
}

function sayOffset(days: number): string {
  if (days === 0) return "";
  return `${count(Math.abs(days), "day")} ${days < 0 ? "before" : "after"} `;
}

function sayPayDay(source: PayDaySource): string {
  switch (source.kind) {
    case "field":
      return `the pay day (${fieldLabel(source.field).toLowerCase()})`;
    case "day-of-month":
      return `the pay day on the ${ordinal(source.day)} of the month`;
    case "last-business-day":
      return "the pay day on the last business day of the month";
    case "calendar":
      return `the next pay day of the calendar ${source.calendar === "" ? "(none)" : `“${source.calendar}”`}`;
  }
}

function sayDate({ field, side, days, businessDays }: WaitConfig & { readonly kind: "date" }) {
  const date = `the ${fieldLabel(field).toLowerCase()}`;
  return days === 0
    ? date
    : `${count(days, businessDays ? "business day" : "day")} ${side} ${date}`;
}
