import type { Flow } from "@fairflow/flow";
import { AwaitedEvent, defineNode, type Names, type NodeProblem } from "@fairflow/interpreter";
import { z } from "zod";
import { sayEvent } from "../awaited-event-names.ts";
import { count } from "../in-series.ts";
import { ordinal } from "../ordinal.ts";
import { chosen, SavedId } from "../saved-id.ts";
import { TimeOfDay } from "../time-of-day.ts";
import { sayWeekdays, weekdayProblems, Weekdays } from "../weekdays.ts";
import { wholeNumber } from "../whole-number.ts";

/** The days on which a schedule takes accounts in. Day 31 is the last day of a shorter month. */
export const ScheduleDays = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("weekdays"), weekdays: Weekdays }),
  z.strictObject({ kind: z.literal("day-of-month"), day: wholeNumber(1, 31) }),
]);
export type ScheduleDays = z.infer<typeof ScheduleDays>;

/** Who enters, and when. A segment of null takes every account that the event is about. */
export const Entry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("segment"), segment: SavedId }),
  z.strictObject({
    kind: z.literal("event"),
    event: AwaitedEvent,
    segment: SavedId.nullable(),
  }),
  z.strictObject({
    kind: z.literal("schedule"),
    days: ScheduleDays,
    at: TimeOfDay,
    segment: SavedId,
  }),
  z.strictObject({ kind: z.literal("manual") }),
  z.strictObject({ kind: z.literal("api") }),
]);
export type Entry = z.infer<typeof Entry>;

/** Whether an account that has left may come in again. */
export const Reentry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("after-days"), days: wholeNumber(1, 3_650) }),
  z.strictObject({ kind: z.literal("each-due-date") }),
]);
export type Reentry = z.infer<typeof Reentry>;

export const StartConfig = z.strictObject({ entry: Entry, reentry: Reentry });
export type StartConfig = z.infer<typeof StartConfig>;

export const start = defineNode({
  type: "start",
  title: "Start",
  family: "trigger",
  role: "start",
  config: StartConfig,
  defaults: { entry: { kind: "segment", segment: "" }, reentry: { kind: "each-due-date" } },
  exits: () => [{ id: "next", label: "Next" }],
  check: ({ entry }) => entryProblems(entry),
  waits: () => false,
  references: ({ entry }) => ({ segments: segmentsOf(entry) }),
  sentence: ({ entry, reentry }, names) => `${sayEntry(entry, names)}; ${sayReentry(reentry)}`,
  execute: () => () => ({ kind: "leave", exit: "next" }),
});

/** The settings of a flow's start; undefined while it has none that can be read. */
export function startConfigOf(flow: Pick<Flow, "nodes">): StartConfig | undefined {
  const node = flow.nodes.find(({ type }) => type === "start");
  return node === undefined ? undefined : StartConfig.safeParse(node.config).data;
}

const NO_SEGMENT = { message: "Choose the segment that enters", at: ["entry", "segment"] } as const;

function entryProblems(entry: Entry): readonly (string | NodeProblem)[] {
  switch (entry.kind) {
    case "segment":
      return entry.segment === "" ? [NO_SEGMENT] : [];
    case "event":
      return entry.segment === ""
        ? [{ message: "Choose a segment, or take everyone", at: ["entry", "segment"] }]
        : [];
    case "schedule":
      return [
        ...(entry.segment === "" ? [NO_SEGMENT] : []),
        ...(entry.days.kind === "weekdays" ? weekdayProblems(entry.days.weekdays) : []),
      ];
    case "manual":
    case "api":
      return [];
  }
}

function segmentsOf(entry: Entry): readonly SavedId[] {
  switch (entry.kind) {
    case "segment":
    case "event":
    case "schedule":
      return chosen(entry.segment);
    case "manual":
    case "api":
      return [];
  }
}

function sayEntry(entry: Entry, names: Names): string {
  const named = (segment: SavedId) =>
    segment === "" ? "(no segment)" : `“${names.segment(segment)}”`;
  switch (entry.kind) {
    case "segment":
      return `Accounts enter as soon as they are in ${named(entry.segment)}`;
    case "event": {
      const who =
        entry.segment === null
          ? "An account enters"
          : `An account in ${named(entry.segment)} enters`;
      return `${who} when this happens: ${sayEvent(entry.event).toLowerCase()}`;
    }
    case "schedule":
      return `Accounts in ${named(entry.segment)} enter ${sayDays(entry.days)} at ${entry.at}`;
    case "manual":
      return "Accounts enter by hand";
    case "api":
      return "Accounts enter when another system sends them";
  }
}

function sayDays(days: ScheduleDays): string {
  return days.kind === "weekdays"
    ? `every ${sayWeekdays(days.weekdays)}`
    : `on the ${ordinal(days.day)} of the month`;
}

function sayReentry(reentry: Reentry): string {
  switch (reentry.kind) {
    case "never":
      return "each of them once";
    case "after-days":
      return `again no sooner than ${count(reentry.days, "day")} after they left`;
    case "each-due-date":
      return "once for each due date that is missed";
  }
}
