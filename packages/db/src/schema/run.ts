import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { instant, oneOf, rowId, shardIsOf } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { flowVersion } from "./flow.ts";
import { RUN_STATUSES } from "./words.ts";

/**
 * One account's, or where `accountId` is null one debtor's, way through one version. Only a tick writes it.
 * Keys begin with `shard`, and there are three indexes and no more: every wake-up writes into each of them.
 */
export const run = pgTable(
  "run",
  {
    shard: smallint().notNull(),
    id: rowId(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountId: uuid().references(() => account.id),
    flowId: uuid().notNull(),
    versionId: uuid()
      .notNull()
      .references(() => flowVersion.id),
    /** Null before the first advance. An ended run keeps the node at which it ended. */
    nodeId: text(),
    /** I4: grows with each saved advance; a write names the one it read. */
    seq: integer().notNull(),
    status: text({ enum: RUN_STATUSES }).notNull(),
    /** When it is due; null while it only waits for an event, is held, parked or ended. */
    wakeAt: instant(),
    /** The interpreter's own: visits, what it waits for, the frozen rest of a wait. */
    state: jsonb().$type<unknown>().notNull(),
    /** The nth time that this account entered this flow. */
    entry: integer().notNull(),
    /** The oldest unpaid due date at entry: after a cure, a later one is a new entry. */
    arrearsSince: date(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    endedReason: text(),
    /** Whether it ended at a goal. */
    succeeded: boolean(),
  },
  (t) => [
    primaryKey({ columns: [t.shard, t.id] }),
    // Also finds the runs of a debtor.
    unique("run_entry").on(t.shard, t.debtorId, t.flowId, t.accountId, t.entry).nullsNotDistinct(),
    index("run_due")
      .on(t.shard, t.wakeAt)
      .where(sql`wake_at is not null`),
    shardIsOf("run_shard_of_debtor", t.shard, t.debtorId),
    oneOf("run_status_known", t.status, RUN_STATUSES),
    check("run_seq_not_negative", sql`${t.seq} >= 0`),
    check("run_entry_positive", sql`${t.entry} > 0`),
    // I8: an ended run has its reason, and nothing wakes what is not active.
    check(
      "run_ended_has_reason",
      sql`(${t.status} = 'ended') = (${t.endedAt} is not null) and (${t.status} = 'ended') = (${t.endedReason} is not null) and (${t.status} = 'ended') = (${t.succeeded} is not null)`,
    ),
    check("run_wakes_while_active", sql`${t.wakeAt} is null or ${t.status} = 'active'`),
  ],
);

/**
 * One row for each saved advance, with every node that it passed. It has no foreign key: the run's row was
 * written in the same statement batch, and a key-share lock on it would double what a step writes.
 */
export const step = pgTable(
  "step",
  {
    shard: smallint().notNull(),
    runId: uuid().notNull(),
    /** The run's `seq` after this advance. */
    seq: integer().notNull(),
    at: instant().notNull(),
    /** The event that it took, where one did. */
    eventId: uuid(),
    /** Equally long: the node, the number of this visit, and the exit, "" where the run stayed. */
    nodes: text().array().notNull(),
    visits: integer().array().notNull(),
    exits: text().array().notNull(),
    /** What was decided upon, so that replaying gives the same (I2): facts without personal data, segment versions, disabled nodes. */
    inputs: jsonb().$type<unknown>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shard, t.runId, t.seq] }),
    check(
      "step_arrays_alike",
      sql`cardinality(${t.nodes}) = cardinality(${t.visits}) and cardinality(${t.nodes}) = cardinality(${t.exits})`,
    ),
  ],
);

/**
 * Exact live numbers, written in the batch's own transaction and summed when read. A lane counts under one shard
 * of its own, the first, so that no two transactions want one row and there are 16 of each, not 128.
 */
export const counter = pgTable(
  "counter",
  {
    versionId: uuid().notNull(),
    /** The start of the hour. */
    hour: instant().notNull(),
    nodeId: text().notNull(),
    /** entered, left, present, planned, sent, delivered, failed, deferred, forbidden, clicked, paid, money, ... */
    metric: text().notNull(),
    /** The exit that was taken, or the rule that refused; "" for the others. */
    exit: text().notNull().default(""),
    shard: smallint().notNull(),
    /** A number of things, or minor units where the metric is money. */
    count: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.hour, t.nodeId, t.metric, t.exit, t.shard] }),
    check("counter_shard_in_range", sql`${t.shard} between 0 and 127`),
  ],
);
