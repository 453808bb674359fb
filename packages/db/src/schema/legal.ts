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
