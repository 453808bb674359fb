import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, oneOf, rowId } from "./columns.ts";
import { flow, flowVersion } from "./flow.ts";
import { MOVE_OUTCOMES, MOVE_STATUSES } from "./words.ts";

/** A move of those who are in one version of a flow to another. What was planned stays as it was; only how far it is moves. */
export const flowMove = pgTable(
  "flow_move",
  {
    id: rowId().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    fromVersion: uuid()
      .notNull()
      .references(() => flowVersion.id),
    toVersion: uuid()
      .notNull()
      .references(() => flowVersion.id),
    /** What becomes of those at each node. */
    map: jsonb().$type<unknown>().notNull(),
    reason: text().notNull(),
    plannedBy: text().notNull(),
    /** Real time, as all of a move's own. */
    plannedAt: instant().notNull(),
    /** What its dry run counted. */
    expected: jsonb().$type<unknown>().notNull(),
    /** Whether somebody else than whoever planned it must start it. */
    fourEyes: boolean().notNull(),
    status: text({ enum: MOVE_STATUSES }).notNull().default("planned"),
    startedBy: text(),
    startedAt: instant(),
    finishedAt: instant(),
    /** How far it is: every run of the version up to this one has been looked at. */
    cursorShard: smallint().notNull().default(0),
    cursorRun: uuid(),
  },
  (t) => [
    oneOf("flow_move_status_known", t.status, MOVE_STATUSES),
    check("flow_move_goes_elsewhere", sql`${t.fromVersion} <> ${t.toVersion}`),
    check(
      "flow_move_started",
      sql`(${t.startedAt} is null) = (${t.startedBy} is null) and (${t.startedAt} is null) = (${t.status} in ('planned', 'discarded'))`,
    ),
    check(
      "flow_move_four_eyes",
      sql`not ${t.fourEyes} or ${t.startedBy} is null or ${t.startedBy} <> ${t.plannedBy}`,
    ),
    uniqueIndex("flow_move_one_under_way")
      .on(t.flowId)
      .where(sql`status in ('running', 'paused', 'undoing')`),
    index("flow_move_flow").on(t.flowId),
    index("flow_move_from").on(t.fromVersion),
    index("flow_move_to").on(t.toVersion),
  ],
);

/** What a move made of one run, with all that taking it back needs. */
export const movedRun = pgTable(
  "moved_run",
  {
    moveId: uuid()
      .notNull()
      .references(() => flowMove.id),
    shard: smallint().notNull(),
    runId: uuid().notNull(),
    debtorId: uuid().notNull(),
    accountId: uuid(),
    outcome: text({ enum: MOVE_OUTCOMES }).notNull(),
    /** Where it stood, or stood when it was interrupted, and where it came to. */
    atNode: text(),
    toNode: text(),
    /** Whether its wait went on; otherwise it began the node anew. */
    isCarried: boolean().notNull().default(false),
    /** The run as it was, in the words of its row. */
    statusBefore: text(),
    nodeBefore: text(),
    stateBefore: jsonb().$type<unknown>(),
    wakeBefore: instant(),
    /** Its `seq` once it was moved. */
    seqAfter: integer(),
    /** The debtor's epoch under which it was moved. */
    epoch: bigint({ mode: "number" }),
    /** The work that was opened for whoever looks after it. */
    taskId: uuid(),
    /** By the engine's clock, as its steps. */
    at: instant().notNull(),
    undoneAt: instant(),
    /** Why it was not taken back. */
    keptBecause: text(),
  },
  (t) => [
    primaryKey({ columns: [t.moveId, t.shard, t.runId] }),
    oneOf("moved_run_outcome_known", t.outcome, MOVE_OUTCOMES),
    check(
      "moved_run_can_go_back",
      sql`${t.outcome} not in ('moved', 'left', 'handed_over') or (${t.stateBefore} is not null and ${t.statusBefore} is not null and ${t.seqAfter} is not null and ${t.epoch} is not null)`,
    ),
    check("moved_run_undone_once", sql`${t.undoneAt} is null or ${t.keptBecause} is null`),
    index("moved_run_run").on(t.shard, t.runId),
  ],
);
