import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { oneOf } from "./columns.ts";
import { BUCKETS } from "./words.ts";

/**
 * An account as it stood at its portfolio's local close. Partitioned by month: the migration adds
 * `partition by range (day)`, which drizzle cannot say, and `ensure_daily_snapshot_partitions(from, to)`.
 */
export const dailySnapshot = pgTable(
  "daily_snapshot",
  {
    day: date().notNull(),
    accountId: uuid().notNull(),
    portfolioId: uuid().notNull(),
    placementId: uuid(),
    bucket: text({ enum: BUCKETS }).notNull(),
    daysPastDue: integer().notNull(),
    arrears: bigint({ mode: "number" }).notNull(),
    balance: bigint({ mode: "number" }).notNull(),
    status: text().notNull(),
    stage: text(),
    /** The states of the holds that were open. */
    holds: text().array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.accountId] }),
    oneOf("daily_snapshot_bucket_known", t.bucket, BUCKETS),
    check("daily_snapshot_days_not_negative", sql`${t.daysPastDue} >= 0`),
    index("daily_snapshot_portfolio").on(t.portfolioId, t.day),
    index("daily_snapshot_account").on(t.accountId, t.day),
  ],
);
