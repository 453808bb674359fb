import { sql } from "drizzle-orm";
import {
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, instant, rowId, shardIsOf } from "./columns.ts";
import { debtor } from "./debtor.ts";

/**
 * A fact that came from outside the runs. Whoever inserts one holds the debtor's lock and has bumped its epoch,
 * so those of one debtor come one after another; the lane's tick reads them and sets `readAt`.
 */
export const event = pgTable(
  "event",
  {
    shard: smallint().notNull(),
    id: rowId(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    /** Null where it concerns the debtor as a whole. */
    accountId: uuid(),
    /** Where it is for one run alone, as the settling of its attempt is. */
    runId: uuid(),
    kind: text().notNull(),
    /** Ids, numbers and codes; never a name, number, address or text. */
    payload: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    /** What the debtor wrote, where that is the event. */
    text: ciphertext(),
    /** Names the cause, so that a cause told twice is one event. */
    cause: text(),
    at: instant().notNull(),
    readAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.shard, t.id] }),
    shardIsOf("event_shard_of_debtor", t.shard, t.debtorId),
    check("event_kind_form", sql`${t.kind} ~ '^[a-z][a-z0-9_.:-]{0,63}$'`),
    index("event_unread")
      .on(t.shard, t.id)
      .where(sql`read_at is null`),
    index("event_debtor").on(t.debtorId, t.at),
    uniqueIndex("event_cause")
      .on(t.shard, t.debtorId, t.cause)
      .where(sql`cause is not null`),
  ],
);

/** What providers sent, as it came, before anything is made of it. */
export const inbox = pgTable(
  "inbox",
  {
    id: rowId().primaryKey(),
    provider: text().notNull(),
    providerId: text().notNull(),
    /** The raw bytes over which the signature was checked; no bytes once they were read long ago. */
    body: ciphertext().notNull(),
    headers: ciphertext(),
    receivedAt: instant().notNull(),
    processedAt: instant(),
    outcome: text(),
    tries: smallint().notNull().default(0),
    /** Set where it was given up and waits on a desk. */
    quarantinedAt: instant(),
    /** Why a person is asked, as a code or a sentence without personal data. */
    quarantineReason: text(),
  },
  (t) => [
    unique("inbox_provider_id").on(t.provider, t.providerId),
    check("inbox_processed_has_outcome", sql`(${t.processedAt} is null) = (${t.outcome} is null)`),
    index("inbox_waiting")
      .on(t.receivedAt)
      .where(sql`processed_at is null and quarantined_at is null`),
    index("inbox_not_emptied")
      .on(t.processedAt)
      .where(sql`processed_at is not null and octet_length(body) > 0`),
  ],
);
