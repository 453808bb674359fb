import { CHANNELS, PURPOSES } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf, rowId } from "./columns.ts";
import { address, debtor } from "./debtor.ts";

/**
 * What a debtor said yes to: to being reached on a channel, at an address, for a purpose, or to what one rule of a pack asks
 * for. It stays as it was given; the debtor's own withdrawal ends it.
 */
export const consent = pgTable(
  "consent",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    /** Every channel where null. */
    channel: text({ enum: CHANNELS }),
    /** Every address of theirs where null. */
    addressId: uuid().references(() => address.id),
    /** Everything but marketing where null. */
    purpose: text({ enum: PURPOSES }),
    /** The one rule that it was given for, as its pack names it; every rule where null. */
    rule: text(),
    /** How and when they said so, and the id of what shows it. */
    how: text().notNull(),
    givenAt: instant().notNull(),
    evidence: text().notNull(),
    author: text().notNull(),
    recordedAt: instant().notNull(),
    /** The debtor's act that took it back, and when that became known: it counts for nothing from then on. */
    withdrawnHow: text(),
    withdrawnActAt: instant(),
    withdrawnEvidence: text(),
    withdrawnBy: text(),
    withdrawnAt: instant(),
  },
  (t) => [
    oneOf("consent_channel_known", t.channel, CHANNELS),
    oneOf("consent_purpose_known", t.purpose, PURPOSES),
    check("consent_rule_form", sql`${t.rule} ~ '^[a-z0-9._-]+$'`),
    check(
      "consent_withdrawal_whole",
      sql`num_nonnulls(${t.withdrawnHow}, ${t.withdrawnActAt}, ${t.withdrawnBy}, ${t.withdrawnAt}) in (0, 4)`,
    ),
    index("consent_debtor").on(t.debtorId),
    index("consent_address").on(t.addressId),
  ],
);
