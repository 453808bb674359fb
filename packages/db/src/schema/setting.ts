import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  jsonb,
  pgTable,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { ciphertext, instant, oneOf } from "./columns.ts";
import { KEY_PURPOSES } from "./words.ts";

/** One row: what time the engine takes it to be. At speed 1 with equal anchors it is real time. */
export const clock = pgTable(
  "clock",
  {
    id: smallint().primaryKey().default(1),
    /** Real and virtual time agree at the anchors and run apart by `speed`; 0 is a pause. */
    realAnchor: instant().notNull(),
    virtualAnchor: instant().notNull(),
    speed: doublePrecision().notNull(),
  },
  (t) => [
    check("clock_one_row", sql`${t.id} = 1`),
    check("clock_speed_in_range", sql`${t.speed} between 0 and 100000`),
  ],
);

/** One row: whether anything may leave. Claims hold it shared; the kill switch takes it exclusively. */
export const sendingSwitch = pgTable(
  "sending_switch",
  {
    id: smallint().primaryKey().default(1),
    isOn: boolean().notNull(),
    reason: text().notNull(),
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [check("sending_switch_one_row", sql`${t.id} = 1`)],
);

/** What an installation chose, each parsed by who reads it. */
export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  changedBy: text().notNull(),
  changedAt: instant().notNull(),
});

/**
 * Keys, themselves encrypted by the master key. Several data keys may be readable while one writes; there is one
 * lookup key for good, since suppressions outlive the values from which their digests could be made anew.
 */
export const wrappedKey = pgTable(
  "wrapped_key",
  {
    id: smallint().generatedAlwaysAsIdentity().primaryKey(),
    purpose: text({ enum: KEY_PURPOSES }).notNull(),
    wrapped: ciphertext().notNull(),
    /** Which master key wrapped it: the first bytes of its digest, in hex. */
    masterKeyId: text().notNull(),
    createdAt: instant().notNull(),
    /** No longer written with, still read. */
    retiredAt: instant(),
  },
  (t) => [oneOf("wrapped_key_purpose_known", t.purpose, KEY_PURPOSES)],
);
