import { z } from "zod";

/** A local time as a clock on the wall shows it, from 00:00 to 23:59. */
export const TimeOfDay = z
  .string({ error: "Use a time like 09:00" })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "Use a time like 09:00" });
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** Minutes since midnight. */
export function minuteOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
