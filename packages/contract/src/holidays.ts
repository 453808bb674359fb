import { z } from "zod";
import { Day } from "./values.ts";
import { endpoint } from "./endpoint.ts";
import { signedIn } from "./role.ts";

export const HolidayView = z.strictObject({
  date: Day,
  name: z.string(),
  /** `removed` is in the table, and the pack says that it is none. */
  origin: z.enum(["table", "added", "removed"]),
  /** What the pack cites for its correction. */
  source: z.string().nullable(),
});
export type HolidayView = z.infer<typeof HolidayView>;

export const HolidayCalendar = z.strictObject({
  packId: z.string(),
  packTitle: z.string(),
  packVersion: z.string(),
  /** Somebody has put the pack into use. */
  isActive: z.boolean(),
  /** As in `GB-SCT`; null for all of the pack's jurisdiction. */
  place: z.string().nullable(),
  /** The table that the days start from. */
  table: z.string(),
  weekend: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])),
  days: z.array(HolidayView),
});
export type HolidayCalendar = z.infer<typeof HolidayCalendar>;

export const holidays = endpoint({
  method: "GET",
  path: "/api/compliance/holidays",
  summary:
    "The public holidays of a year in every calendar of the law, and which of them a pack corrects",
  input: {
    /** The year of today where absent. */
    query: z.strictObject({ year: z.coerce.number().int().min(1).max(9999).optional() }),
  },
  output: z.strictObject({
    year: z.int(),
    /** The first and the last year of the tables. */
    firstYear: z.int(),
    lastYear: z.int(),
    /** What the tables were made from. */
    source: z.string(),
    calendars: z.array(HolidayCalendar),
  }),
  policy: signedIn,
});
