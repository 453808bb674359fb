import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, digest, instant, oneOf, rowId } from "./columns.ts";
import { portfolio } from "./portfolio.ts";
import { FEED_KINDS, FEED_STATUSES } from "./words.ts";

/** How to read a client's file: columns, formats and constants, saved and used again. */
export const feedMapping = pgTable("feed_mapping", {
  id: rowId().primaryKey(),
  name: text().notNull().unique(),
  document: jsonb().$type<unknown>().notNull(),
  updatedBy: text().notNull(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

/** One file on its way in. Before a mapping says how to read it, nothing is known but its bytes. */
export const feedRun = pgTable(
  "feed_run",
  {
    id: rowId().primaryKey(),
    /** Null also where its rows name several. */
    portfolioId: uuid().references(() => portfolio.id),
    /** The saved mapping that was taken, where one was. */
    mappingId: uuid().references(() => feedMapping.id),
    /** The mapping as it was read. */
    mapping: jsonb().$type<unknown>(),
    kind: text({ enum: FEED_KINDS }),
    fileName: text().notNull(),
    fileBytes: bigint({ mode: "number" }).notNull(),
    /** SHA-256: the same file twice changes nothing. */
    fileHash: digest().notNull(),
    status: text({ enum: FEED_STATUSES }).notNull(),
    /** The state of the client's books that it shows. */
    asOf: instant(),
    rowsRead: integer().notNull().default(0),
    rowsGood: integer().notNull().default(0),
    rowsBad: integer().notNull().default(0),
    accountsCreated: integer().notNull().default(0),
    accountsChanged: integer().notNull().default(0),
    accountsUnchanged: integer().notNull().default(0),
    accountsAbsent: integer().notNull().default(0),
    /** Minor units, summed over the good rows. */
    amountTotal: bigint({ mode: "number" }).notNull().default(0),
    /** What the file's header or trailer claims, where it has one. */
    statedRows: integer(),
    statedTotal: bigint({ mode: "number" }),
    startedBy: text().notNull(),
    startedAt: instant().notNull(),
    /** Who said yes to what a full file lacks. */
    confirmedBy: text(),
    finishedAt: instant(),
    failure: text(),
  },
  (t) => [
    oneOf("feed_run_kind_known", t.kind, FEED_KINDS),
    oneOf("feed_run_status_known", t.status, FEED_STATUSES),
    check("feed_run_failed_has_reason", sql`${t.status} <> 'failed' or ${t.failure} is not null`),
    check(
      "feed_run_finished",
      sql`(${t.status} in ('done', 'cancelled', 'failed')) = (${t.finishedAt} is not null)`,
    ),
    check(
      "feed_run_mapped",
      sql`${t.status} not in ('importing', 'confirming', 'done') or (${t.mapping} is not null and ${t.kind} is not null)`,
    ),
    uniqueIndex("feed_run_one_at_a_time")
      .on(t.portfolioId)
      .where(sql`status in ('importing', 'confirming')`),
    index("feed_run_portfolio").on(t.portfolioId, t.startedAt),
    index("feed_run_mapping").on(t.mappingId),
    index("feed_run_file").on(t.fileHash),
  ],
);

/** A row that could not be taken, with line, column and reason. */
export const feedProblem = pgTable(
  "feed_problem",
  {
    id: rowId().primaryKey(),
    feedRunId: uuid()
      .notNull()
      .references(() => feedRun.id, { onDelete: "cascade" }),
    /** Counted from 1, the header included. */
    line: integer().notNull(),
    column: text(),
    /** A code, and the sentence without the value. */
    reason: text().notNull(),
    message: text().notNull(),
    /** The row as it came, for the CSV of bad rows; null once that is long ago. */
    row: ciphertext(),
  },
  (t) => [
    index("feed_problem_feed_run").on(t.feedRunId, t.line),
    index("feed_problem_not_emptied")
      .on(t.feedRunId)
      .where(sql`row is not null`),
  ],
);
