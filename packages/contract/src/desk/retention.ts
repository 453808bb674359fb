import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { Reason } from "../reason.ts";
import { only } from "../role.ts";
import { Cursor, Day, Id, InstantMs } from "../values.ts";
import { ErasureBar } from "./erasure.ts";

const READERS = only("admin", "manager");

/** Fifty years. */
export const MOST_MONTHS = 600;
export const MOST_A_DAY = 100_000;

const Months = z.int().min(1).max(MOST_MONTHS);

/** How long what is kept of people is kept, once nothing more is wanted of them. */
export const RetentionSetting = z.strictObject({
  /** Whether they are erased when that time is over. */
  isOn: z.boolean(),
  /** Since the last that happened. A law that keeps records longer wins. */
  months: Months,
  /** Portfolios with a time of their own. */
  portfolios: z.array(z.strictObject({ portfolioId: Id, months: Months })).max(1_000),
  /** How many people are erased on one day at most. */
  mostADay: z.int().min(1).max(MOST_A_DAY),
});
export type RetentionSetting = z.infer<typeof RetentionSetting>;

const Sweep = z.strictObject({
  /** In UTC. */
  day: Day,
  startedAtMs: InstantMs,
  /** Null while it is at it. */
  endedAtMs: InstantMs.nullable(),
  erased: z.int(),
  /** Whose own time was over and whom something kept. */
  kept: z.int(),
  failed: z.int(),
});

const RetentionPortfolio = z.strictObject({
  id: Id,
  name: z.string(),
  /** What its law says on keeping records; null where a pack of it is not there, so that all is kept. */
  laws: z
    .array(z.strictObject({ rule: z.string(), words: z.string(), source: z.string().nullable() }))
    .nullable(),
});
export type RetentionPortfolio = z.infer<typeof RetentionPortfolio>;

const retention = endpoint({
  method: "GET",
  path: "/api/retention",
  summary: "How long records are kept, the last sweep that erased people, and when the next is",
  input: {},
  output: z.strictObject({
    /** Null until somebody has said how long. */
    setting: RetentionSetting.nullable(),
    changed: z.strictObject({ by: z.string(), atMs: InstantMs }).nullable(),
    /** In UTC; null while nobody is erased by the clock. */
    nextOn: Day.nullable(),
    last: Sweep.nullable(),
    portfolios: z.array(RetentionPortfolio),
  }),
  policy: READERS,
});

const changeRetention = endpoint({
  method: "PUT",
  path: "/api/retention",
  summary:
    "Says how long records are kept and whether people are erased after it, from the next day on; audited",
  input: { body: RetentionSetting.extend({ reason: Reason }) },
  output: Done,
  policy: only("admin"),
});

export const RetentionShow = z.enum(["due", "kept"]);
export type RetentionShow = z.infer<typeof RetentionShow>;

export const EndedPerson = z.strictObject({
  id: Id,
  name: z.string(),
  reference: z.string(),
  /** The day on which anything happened last. */
  lastOn: Day,
  /** What keeps them all the same. */
  bars: z.array(ErasureBar),
});
export type EndedPerson = z.infer<typeof EndedPerson>;

const retentionPeople = endpoint({
  method: "GET",
  path: "/api/retention/people",
  summary:
    "Whom the next sweep would erase by the setting as it is saved, or whom something keeps although their time is over, with why",
  input: { query: z.strictObject({ show: RetentionShow, cursor: Id.optional() }) },
  output: z.strictObject({ people: z.array(EndedPerson), next: Cursor, masked: z.boolean() }),
  policy: READERS,
});

const retentionCount = endpoint({
  method: "GET",
  path: "/api/retention/count",
  summary: "How many people the next sweep would erase, and how many are kept and by what",
  input: {},
  output: z.strictObject({
    due: z.int(),
    kept: z.int(),
    /** Somebody whom several keep counts for each; the most frequent first. */
    reasons: z.array(z.strictObject({ kind: ErasureBar.shape.kind, people: z.int() })),
    /** False where there are more people than were looked at. */
    isWhole: z.boolean(),
  }),
  policy: READERS,
});

/** Erasing by the clock. */
export const retentionEndpoints = {
  changeRetention,
  retention,
  retentionCount,
  retentionPeople,
} as const;
