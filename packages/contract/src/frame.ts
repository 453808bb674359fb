import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Reason } from "./reason.ts";
import { anyone, only, signedIn } from "./role.ts";

import { Day, InstantMs } from "./values.ts";

/** How one rule pack stands in this installation. */
export const PackHealth = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** Somebody has put it into use. */
  isActive: z.boolean(),
  /** Portfolios are under it. */
  isUsed: z.boolean(),
  reviewBy: Day,
  /** The day of review has passed: the law may have changed since. */
  isStale: z.boolean(),
  /** Counsel has not read it. */
  isDraft: z.boolean(),
  /** The oldest time-zone data with which its hours are right; null where any will do, or it is not active. */
  minTzdata: z.string().nullable(),
  tzdataIsTooOld: z.boolean(),
});
export type PackHealth = z.infer<typeof PackHealth>;

export const health = endpoint({
  method: "GET",
  path: "/api/health",
  summary: "Whether the service runs, with versions, time-zone data and queue lag",
  input: {},
  output: z.strictObject({
    status: z.enum(["ok", "degraded"]),
    version: z.string(),
    node: z.string(),
    postgres: z.string(),
    /** The zone table that decisions use, and the one that this Node carries. */
    tzdata: z.strictObject({ table: z.string(), node: z.string() }),
    /** The revision of the law that verdicts are taken under, and what keeps portfolios from being contacted. */
    law: z.strictObject({
      revision: z.int(),
      packs: z.array(PackHealth),
      notActive: z.array(z.string()),
      tzdataTooOld: z.array(z.strictObject({ pack: z.string(), needs: z.string() })),
    }),
    queueLagMs: z.int().min(0),
  }),
  policy: anyone,
});

/** 0 pauses; otherwise how many seconds of demo time pass in one. */
export const ClockSpeed = z.union([z.literal(0), z.literal(1), z.literal(60), z.literal(1200)]);
export type ClockSpeed = z.infer<typeof ClockSpeed>;

export const Frame = z.strictObject({
  clock: z.strictObject({
    demo: z.boolean(),
    speed: ClockSpeed,
    nowMs: InstantMs,
    zone: z.string(),
  }),
  sending: z.strictObject({
    on: z.boolean(),
    changedBy: z.string().nullable(),
    changedAtMs: InstantMs.nullable(),
    reason: z.string().nullable(),
    /** Messages that wait to be sent. */
    queued: z.int(),
    /** Somebody real is reached, or real money moved, by a provider that is switched on. */
    reachesPeople: z.boolean(),
  }),
});
export type Frame = z.infer<typeof Frame>;

export const frame = endpoint({
  method: "GET",
  path: "/api/frame",
  summary: "What the frame of every screen shows: the clock and whether sending is on",
  input: {},
  output: Frame,
  policy: signedIn,
});

export const setClock = endpoint({
  method: "POST",
  path: "/api/clock",
  summary: "Changes how fast the demo clock runs; refused while a live provider is on",
  input: { body: z.strictObject({ speed: ClockSpeed }) },
  output: Frame,
  policy: only("admin", "editor", "manager", "specialist"),
});

export const setSending = endpoint({
  method: "POST",
  path: "/api/sending",
  summary: "Pauses all sending, or takes it up again, with a reason; audited",
  input: { body: z.strictObject({ on: z.boolean(), reason: Reason }) },
  output: Frame,
  policy: only("admin", "manager"),
});
