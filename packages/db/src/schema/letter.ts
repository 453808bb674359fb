import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, digest, instant, oneOf, rowId } from "./columns.ts";
import { address } from "./debtor.ts";
import { LETTER_BATCH_STATUSES, LETTER_STATUSES } from "./words.ts";

/**
 * Letters that go to a print house together. One is filled at a time: each letter is judged when it is put in. Once it is
 * closed its letters stand, and they count as sent when it is handed over.
 */
export const letterBatch = pgTable(
  "letter_batch",
  {
    id: rowId().primaryKey(),
    status: text({ enum: LETTER_BATCH_STATUSES }).notNull().default("filling"),
    begunAt: instant().notNull(),
    /** A user's id, or `system` at the set hour. */
    begunBy: text().notNull(),
    closedAt: instant(),
    handedOverAt: instant(),
    handedOverBy: text(),
  },
  (t) => [
    oneOf("letter_batch_status_known", t.status, LETTER_BATCH_STATUSES),
    check("letter_batch_closed", sql`(${t.status} = 'filling') = (${t.closedAt} is null)`),
    check(
      "letter_batch_handed_over",
      sql`(${t.status} = 'handed_over') = (${t.handedOverAt} is not null) and (${t.handedOverAt} is null) = (${t.handedOverBy} is null)`,
    ),
    uniqueIndex("letter_batch_one_filling")
      .on(t.status)
      .where(sql`status = 'filling'`),
    index("letter_batch_begun").on(t.begunAt),
  ],
);

/** A letter in a batch. The attempt is the key: it can be in one only. */
export const letter = pgTable(
  "letter",
  {
    attemptId: uuid().primaryKey(),
    shard: smallint().notNull(),
    debtorId: uuid().notNull(),
    batchId: uuid()
      .notNull()
      .references(() => letterBatch.id),
    status: text({ enum: LETTER_STATUSES }).notNull().default("in_batch"),
    /** The debtor's epoch under which it was judged (I7): one that has moved on since takes it out again. */
    debtorEpoch: bigint({ mode: "number" }).notNull(),
    language: text().notNull(),
    /** All bound to the attempt's id; emptied where it was taken out. */
    recipient: ciphertext(),
    subject: ciphertext(),
    body: ciphertext(),
    /** The file that is handed over; null until the batch is closed. */
    pdf: ciphertext(),
    sha256: digest(),
    bytes: integer(),
    pages: smallint(),
    putInAt: instant().notNull(),
    /** Why it was taken out or cannot be printed. */
    code: text(),
    /** When it came back, and why, in the words of the post. */
    returnedOn: date(),
    returnReason: text(),
  },
  (t) => [
    oneOf("letter_status_known", t.status, LETTER_STATUSES),
    check("letter_printed_whole", sql`(${t.pdf} is null) = (${t.sha256} is null)`),
    check("letter_returned_why", sql`(${t.returnedOn} is null) = (${t.returnReason} is null)`),
    index("letter_batch_letters").on(t.batchId),
    index("letter_debtor").on(t.debtorId),
  ],
);

/** What a tracer found: where an address came from, and what it cost. */
export const tracedAddress = pgTable(
  "traced_address",
  {
    addressId: uuid()
      .primaryKey()
      .references(() => address.id),
    tracer: text().notNull(),
    foundOn: date().notNull(),
    /** Minor units of the currency. */
    cost: bigint({ mode: "number" }),
    currency: text(),
    importedBy: text().notNull(),
    importedAt: instant().notNull(),
  },
  (t) => [
    check("traced_address_cost_whole", sql`(${t.cost} is null) = (${t.currency} is null)`),
    check("traced_address_cost_not_negative", sql`${t.cost} >= 0`),
    check("traced_address_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);
