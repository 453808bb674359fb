import { sql } from "drizzle-orm";
import {
  check,
  date,
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
import { flow } from "./flow.ts";
import { FLOW_HOLD_CAUSES, NOTICE_PLACES } from "./words.ts";

/**
 * How many messages of a flow were claimed on a day of the engine's clock (UTC). A row for each lane and channel, so
 * that no two lanes want the same one.
 */
export const flowSends = pgTable(
  "flow_sends",
  {
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    day: date().notNull(),
    lane: smallint().notNull(),
    channel: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.flowId, t.day, t.lane, t.channel] }),
    check("flow_sends_positive", sql`${t.count} > 0`),
  ],
);

/** Up to how many messages a flow may send on a day before it is held, and what that was reckoned from. */
export const flowSendLimit = pgTable(
  "flow_send_limit",
  {
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    day: date().notNull(),
    messages: integer().notNull(),
    /** The figures that it comes from. */
    basis: jsonb().$type<unknown>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.flowId, t.day] }),
    check("flow_send_limit_positive", sql`${t.messages} > 0`),
  ],
);

/** A flow that stopped sending by itself, with the evidence. It sends nothing until a person lets it go on. */
export const flowHold = pgTable(
  "flow_hold",
  {
    id: rowId().primaryKey(),
    flowId: uuid()
      .notNull()
      .references(() => flow.id),
    cause: text({ enum: FLOW_HOLD_CAUSES }).notNull(),
    /** Ids and numbers. */
    evidence: jsonb().$type<unknown>().notNull(),
    /** Messages that made it stop; a person who lets it go on lets these leave. */
    attemptIds: uuid().array().notNull(),
    /** The engine's time. */
    heldAt: instant().notNull(),
    /** Real time. */
    releasedAt: instant(),
    releasedBy: text(),
    releasedReason: text(),
  },
  (t) => [
    oneOf("flow_hold_cause_known", t.cause, FLOW_HOLD_CAUSES),
    check(
      "flow_hold_released_whole",
      sql`num_nonnulls(${t.releasedAt}, ${t.releasedBy}, ${t.releasedReason}) in (0, 3)`,
    ),
    uniqueIndex("flow_hold_one_open")
      .on(t.flowId)
      .where(sql`released_at is null`),
    index("flow_hold_flow").on(t.flowId),
  ],
);

/**
 * How many notices of a provider were refused since the last day without one, so that a secret or an address that is wrong
 * shows. Real time. What was refused is not kept.
 */
export const refusedNotice = pgTable(
  "refused_notice",
  {
    /** The id of a provider, or a name that is none's. */
    provider: text().notNull(),
    place: text({ enum: NOTICE_PLACES }).notNull(),
    /** Why the last one was: a code of the adapter. */
    why: text().notNull(),
    count: integer().notNull(),
    firstAt: instant().notNull(),
    lastAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.place] }),
    oneOf("refused_notice_place_known", t.place, NOTICE_PLACES),
    check("refused_notice_positive", sql`${t.count} > 0`),
  ],
);
