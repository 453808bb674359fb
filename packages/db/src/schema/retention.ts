import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** One for each day on which people were erased whose time was over; who goes on after a crash goes on from here. */
export const retentionSweep = pgTable(
  "retention_sweep",
  {
    /** In UTC, of the installation's clock, as the instants are. */
    day: date().primaryKey(),
    startedAt: instant().notNull(),
    /** The last debtor of the last page that was gone through. */
    lookedThrough: uuid(),
    erased: integer().notNull().default(0),
    /** Their own time is over, or nearly, and something keeps them. */
    kept: integer().notNull().default(0),
    /** Erasing them failed, and all of it was taken back. */
    failed: integer().notNull().default(0),
    /** Null while it is at it, or until another process goes on with it. */
    endedAt: instant(),
  },
  (t) => [check("retention_sweep_counts", sql`least(${t.erased}, ${t.kept}, ${t.failed}) >= 0`)],
);
