import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique } from "drizzle-orm/pg-core";
import { ciphertext, digest, instant, oneOf, rowId } from "./columns.ts";
import { REPLY_CHANNELS, REPLY_MEANINGS } from "./words.ts";

/**
 * What somebody wrote back, once however often its provider tells it. Its text is kept with the event in the file of each
 * debtor who has the address, and here only while nobody has it.
 */
export const reply = pgTable(
  "reply",
  {
    id: rowId().primaryKey(),
    provider: text().notNull(),
    providerId: text().notNull(),
    channel: text({ enum: REPLY_CHANNELS }).notNull(),
    addressHmac: digest().notNull(),
    meaning: text({ enum: REPLY_MEANINGS }).notNull(),
    /** What a person should read it for: dispute, wrong-number, ... */
    topics: text().array().notNull().default([]),
    /** Bound to the id. */
    sender: ciphertext(),
    text: ciphertext(),
    at: instant().notNull(),
  },
  (t) => [
    unique("reply_provider_id").on(t.provider, t.providerId),
    oneOf("reply_channel_known", t.channel, REPLY_CHANNELS),
    oneOf("reply_meaning_known", t.meaning, REPLY_MEANINGS),
    check("reply_hmac_length", sql`octet_length(${t.addressHmac}) = 32`),
    check("reply_of_nobody_whole", sql`(${t.sender} is null) = (${t.text} is null)`),
    index("reply_address").on(t.addressHmac),
  ],
);
