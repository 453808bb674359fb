import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, oneOf, rowId, shardIsOf } from "./columns.ts";
import { CREDIT_METRICS } from "./words.ts";

/**
 * What somebody did, and the last message or talk that reached them before it: written with the fact, once for each, and
 * counted from here. It has no foreign keys: it is written under the debtor's lock, and none of what it names is deleted.
 */
export const credit = pgTable(
  "credit",
  {
    id: rowId().primaryKey(),
    shard: smallint().notNull(),
    metric: text({ enum: CREDIT_METRICS }).notNull(),
    /** The entry in the ledger, the event, or of a goal the run. */
    cause: uuid().notNull(),
    debtorId: uuid().notNull(),
    accountId: uuid(),
    versionId: uuid().notNull(),
    /** Null for a goal that no message preceded within the window. */
    nodeId: text(),
    runId: uuid().notNull(),
    attemptId: uuid(),
    at: instant().notNull(),
    /** 1; 0 for a further part of a payment that was counted; -1 where a payment went back. */
    count: smallint().notNull(),
    /** Minor units, where it is about money; below zero where it went back. */
    amount: bigint({ mode: "number" }),
    currency: text(),
  },
  (t) => [
    shardIsOf("credit_shard_of_debtor", t.shard, t.debtorId),
    oneOf("credit_metric_known", t.metric, CREDIT_METRICS),
    check("credit_count_in_range", sql`${t.count} between -1 and 1`),
    check("credit_amount_has_currency", sql`(${t.amount} is null) = (${t.currency} is null)`),
    check(
      "credit_without_message_is_goal",
      sql`(${t.nodeId} is null) = (${t.attemptId} is null) and (${t.nodeId} is not null or ${t.metric} = 'goal')`,
    ),
    uniqueIndex("credit_once").on(t.cause, t.metric),
    index("credit_node").on(t.versionId, t.nodeId, t.metric, t.id),
    index("credit_debtor").on(t.debtorId),
  ],
);

/**
 * What happened on a day in a portfolio, for the dashboard; days are those of the portfolio's zone. Triggers write each change
 * of it to `figure_change` in the transaction of what it counts, so that nobody waits for a row; now and then those are added
 * up here. A figure is the sum of both, and equals the view `recounted_figure`.
 */
export const figure = pgTable(
  "figure",
  {
    metric: text().notNull(),
    day: date().notNull(),
    portfolioId: uuid().notNull(),
    /** Of what flows did; null for the others. */
    flowId: uuid(),
    /** The channel, the currency, the rule, the state or the bucket; "" for the others. */
    detail: text().notNull(),
    count: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    unique("figure_once").on(t.metric, t.day, t.portfolioId, t.flowId, t.detail).nullsNotDistinct(),
  ],
);

export const figureChange = pgTable("figure_change", {
  metric: text().notNull(),
  day: date().notNull(),
  portfolioId: uuid().notNull(),
  flowId: uuid(),
  detail: text().notNull(),
  count: bigint({ mode: "number" }).notNull(),
});
