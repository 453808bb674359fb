import { epochDay } from "@fairflow/calendar";
import type { NodeContext } from "@fairflow/interpreter";
import { z } from "zod";
import { count } from "./in-series.ts";
import { businessDaysFrom, daysLater } from "./wall-clock.ts";
import { wholeNumber } from "./whole-number.ts";

const HOUR_MS = 3_600_000;

export const Days = z.strictObject({ kind: z.literal("days"), days: wholeNumber(1, 730) });
export const BusinessDays = z.strictObject({
  kind: z.literal("business-days"),
  days: wholeNumber(1, 260),
});
export const Hours = z.strictObject({ kind: z.literal("hours"), hours: wholeNumber(1, 8_760) });

export const Duration = z.discriminatedUnion("kind", [Days, BusinessDays, Hours]);
export type Duration = z.infer<typeof Duration>;

/** When a duration that begins now is over, in ms since 1970. Days end at the time of day at which they began. */
export function endOf(duration: Duration, context: NodeContext): number {
  const { nowMs, zone, calendar, today } = context;
  switch (duration.kind) {
    case "days":
      return daysLater(zone, nowMs, duration.days);
    case "business-days": {
      const day = businessDaysFrom(calendar, today, duration.days, zone);
      return daysLater(zone, nowMs, day - epochDay(today));
    }
    case "hours":
      return nowMs + duration.hours * HOUR_MS;
  }
}

export function sayDuration(duration: Duration): string {
  switch (duration.kind) {
    case "days":
      return count(duration.days, "day");
    case "business-days":
      return count(duration.days, "business day");
    case "hours":
      return count(duration.hours, "hour");
  }
}
