import { boolean, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { ciphertext, instant, oneOf } from "./columns.ts";
import { TEMPLATE_CHANNELS } from "./words.ts";

/**
 * What the sandbox channel took instead of reaching anybody, as a provider would keep it. The attempt's id is the key:
 * a second message of it is refused, and one that was asked for and never came is void for good.
 */
export const sandboxMessage = pgTable(
  "sandbox_message",
  {
    attemptId: uuid().primaryKey(),
    channel: text({ enum: TEMPLATE_CHANNELS }),
    /** Bound to the attempt's id. */
    recipient: ciphertext(),
    subject: ciphertext(),
    body: ciphertext(),
    /** Of a mail that was designed. */
    html: ciphertext(),
    takenAt: instant().notNull(),
    isVoid: boolean().notNull().default(false),
  },
  (t) => [
    oneOf("sandbox_message_channel_known", t.channel, TEMPLATE_CHANNELS),
    check("sandbox_message_whole", sql`${t.isVoid} = (${t.body} is null)`),
    index("sandbox_message_taken").on(t.takenAt),
  ],
);
