import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, instant, oneOf, rowId } from "./columns.ts";
import { PROVIDER_PURPOSES, SECRET_PLACES } from "./words.ts";

/**
 * Somebody that messages or money go through, as an admin set it up. One that was removed stays as a row: what it once took
 * names it by its id. Real time throughout.
 */
export const provider = pgTable(
  "provider",
  {
    id: rowId().primaryKey(),
    /** Which adapter speaks to it: `twilio`, `smtp`, `payfast`, ... */
    kind: text().notNull(),
    name: text().notNull(),
    /** What it is for: the channel that it sends on, or payments. */
    purpose: text({ enum: PROVIDER_PURPOSES }).notNull(),
    /** Parsed by the schema of its kind. No secret stands in it. */
    config: jsonb().$type<unknown>().notNull(),
    isOn: boolean().notNull().default(false),
    /** Whether it reaches people or moves money. One that does excludes a moved clock. */
    isLive: boolean().notNull(),
    /** Whether it serves every portfolio that has none of its own. */
    isDefault: boolean().notNull().default(false),
    /** The portfolios that use it instead of the default. */
    portfolioIds: uuid().array().notNull().default([]),
    /** Of the whole table: each change takes the next number, so that the newest one tells whether anything has changed. */
    revision: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
    removedAt: instant(),
    /** When its settings were last tried out, and what it said itself. */
    testedAt: instant(),
    testPassed: boolean(),
    testAnswer: text(),
  },
  (t) => [
    check("provider_kind_form", sql`${t.kind} ~ '^[a-z][a-z0-9-]{1,29}$'`),
    check("provider_has_name", sql`${t.name} <> ''`),
    oneOf("provider_purpose_known", t.purpose, PROVIDER_PURPOSES),
    check("provider_default_is_on", sql`${t.isOn} or not ${t.isDefault}`),
    check("provider_removed_is_off", sql`${t.removedAt} is null or not ${t.isOn}`),
    check(
      "provider_test_whole",
      sql`(${t.testedAt} is null) = (${t.testPassed} is null) and (${t.testedAt} is null) = (${t.testAnswer} is null)`,
    ),
    uniqueIndex("provider_name")
      .on(sql`lower(name)`)
      .where(sql`removed_at is null`),
    uniqueIndex("provider_one_default")
      .on(t.purpose)
      .where(sql`is_default`),
    uniqueIndex("provider_revision").on(t.revision),
  ],
);

/** What a provider knows us by, two at a time while one is exchanged: the current one speaks, either is believed. */
export const providerSecret = pgTable(
  "provider_secret",
  {
    /** The value is bound to it. */
    id: rowId(),
    providerId: uuid()
      .notNull()
      .references(() => provider.id),
    name: text().notNull(),
    place: text({ enum: SECRET_PLACES }).notNull(),
    value: ciphertext().notNull(),
    setBy: text().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.providerId, t.name, t.place] }),
    oneOf("provider_secret_place_known", t.place, SECRET_PLACES),
    check("provider_secret_name_form", sql`${t.name} ~ '^[a-z][a-zA-Z0-9]{0,29}$'`),
  ],
);

/**
 * How fast and whether at all a provider may be spoken to now, shared by all processes. A row is made when a provider is
 * first used; the sandbox has one too.
 */
export const providerPace = pgTable(
  "provider_pace",
  {
    /** The id of a provider, or a name that is none's. */
    provider: text().primaryKey(),
    /** Its bucket was last full then, and so many have been taken since: no rounding adds up. */
    fullAt: instant().notNull(),
    taken: integer().notNull().default(0),
    /** Answers in a row that were none. */
    failures: integer().notNull().default(0),
    /** While it is later than now nothing is sent; null while the provider answers. After it one message tries. */
    restsUntil: instant(),
    restMs: integer().notNull().default(0),
    answeredAt: instant(),
    /** `accepted`, or a code of the adapter; never an answer's words. */
    answer: text(),
    /** When it took the first message since it last told what became of one; null while it tells. */
    unheardSince: instant(),
  },
  (t) => [
    check("provider_pace_counts", sql`${t.taken} >= 0 and ${t.failures} >= 0`),
    check("provider_pace_answer_whole", sql`(${t.answeredAt} is null) = (${t.answer} is null)`),
  ],
);
