import { CHANNELS } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { VERDICTS } from "./words.ts";

/**
 * What a person or another system recorded of a notice that the law requires: that one of ours arrived or was handed over,
 * or that one was given outside. Append-only: the days of the law are counted from it.
 */
export const noticeRecord = pgTable(
  "notice_record",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    /** All of the debtor's where null. */
    accountId: uuid().references(() => account.id),
    /** The key that rule packs use. */
    noticeId: text().notNull(),
    /** The attempt that it is about, where we sent it. */
    attemptId: uuid(),
    /** By which it was given; null where nobody said. */
    channel: text({ enum: CHANNELS }),
    sentOn: date(),
    deliveredOn: date(),
    servedOn: date(),
    /** Ids and codes of what shows it, such as a track-and-trace number. */
    evidence: jsonb().$type<Readonly<Record<string, string>>>().notNull().default({}),
    author: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    check(
      "notice_record_says_something",
      sql`num_nonnulls(${t.sentOn}, ${t.deliveredOn}, ${t.servedOn}) > 0`,
    ),
    check(
      "notice_record_in_order",
      sql`coalesce(${t.sentOn} <= ${t.deliveredOn}, true) and coalesce(${t.sentOn} <= ${t.servedOn}, true)`,
    ),
    oneOf("notice_record_channel_known", t.channel, CHANNELS),
    index("notice_record_debtor").on(t.debtorId),
    index("notice_record_account").on(t.accountId),
  ],
);

/** A legal step that a run asked leave for, with the gate's answer as attempts keep theirs (I5). Append-only. */
export const legalStep = pgTable(
  "legal_step",
  {
    id: rowId().primaryKey(),
    debtorId: uuid().notNull(),
    clientId: uuid().notNull(),
    accountIds: uuid().array().notNull(),
    runId: uuid().notNull(),
    versionId: uuid().notNull(),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    /** The key that rule packs use. */
    step: text().notNull(),
    verdict: text({ enum: VERDICTS }).notNull(),
    verdictUntil: instant(),
    verdictReason: text(),
    verdictRules: text().array().notNull(),
    verdictWarnings: text().array().notNull(),
    verdictPacks: text().array().notNull(),
    verdictLaw: integer().notNull(),
    verdictInputs: jsonb().$type<unknown>().notNull(),
    verdictZones: text().array().notNull(),
    verdictAt: instant().notNull(),
  },
  (t) => [
    oneOf("legal_step_verdict_known", t.verdict, VERDICTS),
    check(
      "legal_step_deferral_has_end",
      sql`(${t.verdict} = 'deferred') = (${t.verdictUntil} is not null)`,
    ),
    check("legal_step_has_account", sql`cardinality(${t.accountIds}) > 0`),
    index("legal_step_debtor").on(t.debtorId, t.verdictAt),
  ],
);

/**
 * A debtor acknowledged a debt: under many laws the time after which it is too old begins anew. Nothing is taken out; one that
 * was recorded by mistake is struck, with who said so and why.
 */
export const acknowledgement = pgTable(
  "acknowledgement",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    /** The local date at the debtor. */
    acknowledgedOn: date().notNull(),
    /** How they did: `letter`, `call`, ... Some laws count only what is written. */
    how: text().notNull(),
    /** The id of the document, message or recording that shows it. */
    document: text().notNull(),
    author: text().notNull(),
    recordedAt: instant().notNull(),
    struckAt: instant(),
    struckBy: text(),
    struckReason: text(),
  },
  (t) => [
    check(
      "acknowledgement_struck_whole",
      sql`num_nonnulls(${t.struckAt}, ${t.struckBy}, ${t.struckReason}) in (0, 3)`,
    ),
    index("acknowledgement_debtor").on(t.debtorId),
    index("acknowledgement_account").on(t.accountId, t.acknowledgedOn),
  ],
);
