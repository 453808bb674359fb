import { FieldId } from "@fairflow/criteria";
import { z } from "zod";
import { BusinessDays, Days, Hours } from "../duration.ts";
import { TimeOfDay } from "../time-of-day.ts";
import { Weekdays } from "../weekdays.ts";
import { wholeNumber } from "../whole-number.ts";

/** Where a debtor's pay day is known from. A calendar is a named list of dates that was imported. */
export const PayDaySource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("field"), field: FieldId }),
  z.strictObject({ kind: z.literal("day-of-month"), day: wholeNumber(1, 31) }),
  z.strictObject({ kind: z.literal("last-business-day") }),
  z.strictObject({
    kind: z.literal("calendar"),
    calendar: z.string().max(120, { error: "Use at most 120 characters" }),
  }),
]);
export type PayDaySource = z.infer<typeof PayDaySource>;

/** Times of day are the debtor's. A day of the month that a month lacks is its last day. */
export const WaitConfig = z.discriminatedUnion("kind", [
  Days,
  BusinessDays,
  Hours,
  z.strictObject({ kind: z.literal("time-of-day"), at: TimeOfDay }),
  z.strictObject({ kind: z.literal("weekday"), weekdays: Weekdays, at: TimeOfDay }),
  z.strictObject({ kind: z.literal("day-of-month"), day: wholeNumber(1, 31), at: TimeOfDay }),
  z.strictObject({ kind: z.literal("last-business-day"), at: TimeOfDay }),
  z.strictObject({ kind: z.literal("nth-business-day"), n: wholeNumber(1, 23), at: TimeOfDay }),
  z.strictObject({
    kind: z.literal("pay-day"),
    source: PayDaySource,
    /** Days after the pay day; before it, if negative. */
    offsetDays: wholeNumber(-15, 15),
    at: TimeOfDay,
  }),
  z.strictObject({
    kind: z.literal("date"),
    field: FieldId,
    side: z.enum(["before", "after"]),
    days: wholeNumber(0, 365),
    businessDays: z.boolean(),
    at: TimeOfDay,
  }),
]);
export type WaitConfig = z.infer<typeof WaitConfig>;
