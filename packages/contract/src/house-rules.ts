import { Channel, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { NewRevision } from "./compliance.ts";
import { endpoint } from "./endpoint.ts";
import { Reason } from "./reason.ts";
import { only, signedIn } from "./role.ts";

import { Day, Id, InstantMs } from "./values.ts";

const MinuteOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const Hours = z
  .array(
    z
      .tuple([MinuteOfDay, MinuteOfDay])
      .refine(([from, to]) => from < to, { error: "Must end after it begins" }),
  )
  .max(4);

const houseRuleBase = {
  title: z.string().trim().min(3).max(120),
  /** The portfolio that it is for; null for all. */
  portfolioId: Id.nullable(),
  /** None: every channel. */
  channels: z.array(Channel).max(Channel.options.length),
  /** None: every purpose. */
  purposes: z.array(Purpose).max(Purpose.options.length),
  from: Day,
  /** The first day on which it holds no more; null for good. */
  until: Day.nullable(),
  reason: Reason,
};

/** A stricter window or cap of the house. It is asked beside the packs, all of which must allow: so it can only narrow. */
export const HouseRuleInput = z
  .discriminatedUnion("kind", [
    z.strictObject({
      ...houseRuleBase,
      kind: z.literal("window"),
      week: z.strictObject({
        mon: Hours,
        tue: Hours,
        wed: Hours,
        thu: Hours,
        fri: Hours,
        sat: Hours,
        sun: Hours,
      }),
      holiday: z.enum(["closed", "as_weekday", "as_sunday"]),
    }),
    z.strictObject({
      ...houseRuleBase,
      kind: z.literal("cap"),
      /** At most so many in so many days, counting today. */
      limit: z.int().min(0).max(1_000),
      days: z.int().min(1).max(92),
      per: z.enum(["consumer", "account"]),
    }),
  ])
  .refine(({ from, until }) => until === null || from < until, {
    error: "Must end after it begins",
    path: ["until"],
  });
export type HouseRuleInput = z.infer<typeof HouseRuleInput>;

export const HouseRuleView = z.strictObject({
  id: Id,
  /** As verdicts name it. */
  ruleId: z.string(),
  /** In plain words. */
  words: z.string(),
  rule: HouseRuleInput,
  portfolio: z.string().nullable(),
  state: z.enum(["coming", "in-force", "ended"]),
  addedBy: z.string(),
  addedAtMs: InstantMs,
  ended: z.strictObject({ by: z.string(), atMs: InstantMs, reason: z.string() }).nullable(),
});
export type HouseRuleView = z.infer<typeof HouseRuleView>;

export const houseRules = endpoint({
  method: "GET",
  path: "/api/compliance/house-rules",
  summary: "The house rules, those in force first, ended ones too",
  input: {},
  output: z.array(HouseRuleView),
  policy: signedIn,
});

export const addHouseRule = endpoint({
  method: "POST",
  path: "/api/compliance/house-rules",
  summary: "Adds a stricter window or cap",
  input: { body: HouseRuleInput },
  output: z.strictObject({ id: Id, revision: z.int() }),
  policy: only("admin"),
});

export const endHouseRule = endpoint({
  method: "POST",
  path: "/api/compliance/house-rules/:id/end",
  summary: "Ends a house rule now, with a reason",
  input: { params: z.strictObject({ id: Id }), body: z.strictObject({ reason: Reason }) },
  output: NewRevision,
  policy: only("admin"),
});
