import { epochDay, instantOfWallTime, isLocalDate, type Zone } from "@fairflow/calendar";
import { z } from "zod";

/** A wall-clock minute of the person's own zone: `2027-03-01T08:00`. */
export const LocalMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, "A moment is written like 2027-03-01T08:00")
  .refine((text) => isLocalDate(text.slice(0, 10)), { error: "No such day in the calendar" });
export type LocalMoment = z.infer<typeof LocalMoment>;

/** A time of day as 24-hour `HH:MM`. */
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time is written like 08:30");

/** @throws RangeError for what no `LocalMoment` is */
export function instantOf(moment: LocalMoment, zone: Zone): number {
  const date = moment.slice(0, 10);
  if (!isLocalDate(date)) throw new RangeError(`There is no day ${date}`);
  return instantOfWallTime(zone, epochDay(date), minutesOf(moment.slice(11)));
}

/** Minutes since midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
