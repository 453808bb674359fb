import { LocalDate, Weekday } from "@fairflow/calendar";
import { z } from "zod";
import { RuleId } from "./rule.ts";
import { Channel, Purpose } from "./vocabulary.ts";

const DAY_NAMES = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const satisfies Record<Weekday, string>;

/** What a window may be at most: longer ones are mistakes, and a count over years is no cap. */
const MAX_LENGTH = {
  rolling_calendar_days: 366,
  rolling_hours: 8_784,
  calendar_week: 52,
  calendar_month: 12,
} as const;

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: "A time lies between 00:00 and 24:00, such as 08:30",
});
const hours = z.array(
  z.tuple([time, time]).refine(([start, end]) => start < end, {
    error: "Hours end after they begin, on the same day",
  }),
);

const week = z
  .strictObject({
    mon: hours,
    tue: hours,
    wed: hours,
    thu: hours,
    fri: hours,
    sat: hours,
    sun: hours,
  })
  .superRefine((days, context) => {
    for (const day of Weekday.options) {
      if (!overlap(days[day])) continue;
      const message = `The hours of ${DAY_NAMES[day]} overlap`;
      context.addIssue({ code: "custom", path: [day], message });
    }
    const all = Object.values(days);
    if (all.every((one) => one.length === 0)) {
      const message = "Leave some hours of the week open: to stop all contact, place a hold";
      context.addIssue({ code: "custom", message });
    }
    if (all.every(([one]) => one !== undefined && one[0] === "00:00" && one[1] === "24:00")) {
      const message = "These hours leave the whole week open, so the rule would change nothing";
      context.addIssue({ code: "custom", message });
    }
  });

/**
 * What a house rule may keep back. What the law wants sent and what the debtor asked for is not the house's to stop.
 */
const HousePurpose = Purpose.extract(["collection", "service", "marketing"]);

const base = {
  id: RuleId.refine((id) => id.startsWith("house."), {
    error: "The id of a house rule begins with house.",
  }),
  title: z.string().trim().min(1, { error: "Give the rule a name" }).max(200),
  /** The pack beside which it stands: its zones and its calendar are the rule's. */
  packId: z.string().min(1),
  /** The portfolio that it is for; `null` for all. */
  portfolioId: z.string().min(1).nullable(),
  channels: z.array(Channel).min(1, { error: "Choose at least one channel" }),
  purposes: z
    .array(HousePurpose)
    .min(1, { error: "Choose at least one purpose" })
    .default(["collection", "service", "marketing"]),
  /** In force from a day, and until another, which is excluded. */
  effective: z
    .strictObject({ from: LocalDate, to: LocalDate.nullable().default(null) })
    .refine(({ from, to }) => to === null || from < to, {
      path: ["to"],
      error: "The rule must end after the day on which it begins",
    }),
  reason: z.string().trim().min(1, { error: "Say why the house wants this rule" }).max(1_000),
};

const HouseWindow = z.strictObject({
  ...base,
  kind: z.literal("window"),
  week,
  /** The hours of a public holiday: none, those of its weekday, or those of a Sunday. */
  holiday: z.enum(["closed", "as_weekday", "as_sunday"]).default("closed"),
});

const HouseCap = z.strictObject({
  ...base,
  kind: z.literal("cap"),
  limit: z
    .int({ error: "A cap is a whole number" })
    .min(1, { error: "A cap leaves at least one: to stop all contact, place a hold" })
    .max(1_000, { error: "A cap above 1,000 would change nothing" }),
  window: z
    .strictObject({
      kind: z.enum(["rolling_calendar_days", "rolling_hours", "calendar_week", "calendar_month"]),
      length: z.int().min(1, { error: "Count over at least one" }),
    })
    .refine(({ kind, length }) => length <= MAX_LENGTH[kind], {
      path: ["length"],
      error: "Count over at most one year",
    }),
  /** Every try that might reach the person, or only what reached them or was left for them. */
  counts: z.enum(["attempts", "contacts"]).default("attempts"),
  scope: z.enum(["debt", "account", "consumer"]).default("consumer"),
});

/**
 * A rule of the installation beside the law: hours or a cap, never more than the law leaves, because the gate wants
 * every pack to allow. It has no way to say that something is permitted.
 */
export const HouseRule = z.discriminatedUnion("kind", [HouseWindow, HouseCap]);
export type HouseRule = z.infer<typeof HouseRule>;

function overlap(list: readonly (readonly [string, string])[]): boolean {
  const sorted = list.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.some(([start], index) => start < (sorted[index - 1]?.[1] ?? ""));
}
