import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, digest, instant, rowId } from "./columns.ts";
import { API_SCOPES } from "./words.ts";

/** What another system shows to be let in: of its 256 random bits only the digest is kept. Real time throughout. */
export const apiKey = pgTable(
  "api_key",
  {
    id: rowId().primaryKey(),
    /** Of the system that has it; the history names what it reports by it. */
    name: text().notNull(),
    scopes: text({ enum: API_SCOPES }).array().notNull(),
    hash: digest().notNull(),
    madeBy: text().notNull(),
    madeAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
    revokedBy: text(),
  },
  (t) => [
    check("api_key_name_form", sql`${t.name} ~ '^[a-z][a-z0-9-]{1,39}$'`),
    check("api_key_hash_length", sql`octet_length(${t.hash}) = 32`),
    check(
      "api_key_scopes_known",
      sql`cardinality(${t.scopes}) > 0 and ${t.scopes} <@ array[${sql.raw(API_SCOPES.map((scope) => `'${scope}'`).join(", "))}]`,
    ),
    check("api_key_revoked_by", sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
    uniqueIndex("api_key_name_in_use")
      .on(t.name)
      .where(sql`revoked_at is null`),
  ],
);

/** A write that named itself, with its answer, so that asking again changes nothing. Kept for some days of real time. */
export const namedRequest = pgTable(
  "named_request",
  {
    keyId: uuid()
      .notNull()
      .references(() => apiKey.id),
    /** Its `Idempotency-Key`. */
    name: text().notNull(),
    /** A keyed digest of what was asked, and of whom. */
    asked: digest().notNull(),
    beganAt: instant().notNull(),
    /** Null while it is under way. */
    status: integer(),
    /** The answer's JSON, which may hold what a client calls a debtor. */
    answer: ciphertext(),
  },
  (t) => [
    primaryKey({ columns: [t.keyId, t.name] }),
    check("named_request_answered_whole", sql`(${t.status} is null) = (${t.answer} is null)`),
    index("named_request_began").on(t.beganAt),
  ],
);
