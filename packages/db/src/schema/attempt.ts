import { CHANNELS, DIRECTIONS, PURPOSES } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, instant, oneOf, rowId, shardIsOf } from "./columns.ts";
import { ATTEMPT_STATUSES, VERDICTS } from "./words.ts";

/**
 * One try to reach one person: a message, a call, a letter. I5: it cannot exist without its verdict, and a refusal or a
 * deferral is a row too. The verdict columns hold the latest one, taken under the debtor's lock; each that it
 * replaced is appended to `earlierVerdicts` by the same statement. It has no foreign keys: it is written under the
 * debtor's lock, debtors are never deleted, and a key-share lock for each would write as much again.
 */
export const attempt = pgTable(
  "attempt",
  {
    shard: smallint().notNull(),
    id: rowId(),
    debtorId: uuid().notNull(),
    clientId: uuid().notNull(),
    /** Under whose terms it was judged: one message speaks of accounts of one portfolio only. */
    portfolioId: uuid().notNull(),
    /** Whom it speaks to; null while that is not decided. */
    partyId: uuid(),
    addressId: uuid(),
    /** Every account that the message speaks of and that the verdict covers. */
    accountIds: uuid().array().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    purpose: text({ enum: PURPOSES }).notNull(),
    direction: text({ enum: DIRECTIONS }).notNull().default("outbound"),
    /** The notice that the law requires, where it is one. */
    noticeId: text(),
    /** The legal step that it is, where it is marked as one. */
    step: text(),
    templateId: text(),
    templateVersion: integer(),
    language: text(),
    /** The flow's priority: who gets the slot when two want one. */
    priority: smallint().notNull().default(50),
    status: text({ enum: ATTEMPT_STATUSES }).notNull(),
    /** The debtor's local day. Attempts alike that are planned for one day merge; caps count by it. */
    plannedFor: date().notNull(),
    /** Whether it may become one with another: calls, receipts and codes do not. */
    merges: boolean().notNull().default(true),
    notBefore: instant().notNull(),
    tries: smallint().notNull().default(0),

    verdict: text({ enum: VERDICTS }).notNull(),
    verdictUntil: instant(),
    /** Why it is forbidden where no rule says so: no pack, an unknown zone, a case that cannot be read. */
    verdictReason: text(),
    verdictRules: text().array().notNull(),
    /** Rules that are not met and do not block, and caps above which no fee may be charged. */
    verdictWarnings: text().array().notNull().default([]),
    verdictWithoutFee: text().array().notNull().default([]),
    /** `za-core@2026.11.0`, so that replaying asks the same law. */
    verdictPacks: text().array().notNull(),
    /** The revision of the installation's law under which it was taken; 0 for verdicts from before it was kept. */
    verdictLaw: integer().notNull().default(0),
    /** The case that the gate was given, without personal data. */
    verdictInputs: jsonb().$type<unknown>().notNull(),
    /** The zones in which its windows were read; empty where none is known. */
    verdictZones: text().array().notNull(),
    verdictAt: instant().notNull(),
    /** The debtor's epoch under which the verdict was taken (I7). */
    debtorEpoch: bigint({ mode: "number" }).notNull(),
    earlierVerdicts: jsonb().$type<readonly unknown[]>().notNull().default([]),

    provider: text(),
    providerId: text(),
    errorCode: text(),
    /** The furthest that its provider has told of it: the join of all its reports, in whatever order they came. */
    delivery: jsonb().$type<unknown>(),
    /** What the provider charged, in all its places; null until it is known. */
    price: numeric(),
    priceCurrency: text(),
    /** When its provider is asked again what it cost; null where that is known, or will not be. */
    priceDueAt: instant(),
    /** Parts that an SMS was sent in. */
    parts: smallint(),
    /** What came of it, in the words of the rule packs: delivered, conversation, no_answer, voicemail_left, ... */
    outcome: text(),
    /** What is true of it so that some caps leave it out, in the words of the gate. */
    marks: text().array().notNull().default([]),
    /** Whether the debtor was reached; null where nobody knows. */
    isRightParty: boolean(),
    /** What was sent. */
    subject: ciphertext(),
    body: ciphertext(),
    createdAt: instant().notNull(),
    claimedAt: instant(),
    claimedBy: text(),
    acceptedAt: instant(),
    /** As of when the client's figures stood that it speaks of, when it was claimed; null where no file of theirs says. */
    balanceAsOf: instant(),
    deliveredAt: instant(),
    /** When it came to its last status. */
    settledAt: instant(),
    /** When a person or another system told of it; null for what this installation sends. It took place, allowed or not. */
    reportedAt: instant(),
    /** Until when the slot is kept for a person or another system that is about to make it. */
    reservedUntil: instant(),
    /** Who made it, as whoever reports it calls them: a code, never a name. */
    agent: text(),
  },
  (t) => [
    primaryKey({ columns: [t.shard, t.id] }),
    shardIsOf("attempt_shard_of_debtor", t.shard, t.debtorId),
    oneOf("attempt_status_known", t.status, ATTEMPT_STATUSES),
    oneOf("attempt_verdict_known", t.verdict, VERDICTS),
    oneOf("attempt_channel_known", t.channel, CHANNELS),
    oneOf("attempt_purpose_known", t.purpose, PURPOSES),
    oneOf("attempt_direction_known", t.direction, DIRECTIONS),
    check(
      "attempt_status_obeys_verdict",
      sql`${t.reportedAt} is not null or (${t.status} = 'deferred') = (${t.verdict} = 'deferred') and (${t.status} = 'forbidden') = (${t.verdict} = 'forbidden')`,
    ),
    check(
      "attempt_reported_took_place",
      sql`${t.reportedAt} is null or (${t.status} = 'accepted' and ${t.provider} is not null and ${t.providerId} is not null)`,
    ),
    check(
      "attempt_deferral_has_end",
      sql`(${t.verdict} = 'deferred') = (${t.verdictUntil} is not null)`,
    ),
    check(
      "attempt_refusal_has_reason",
      sql`case ${t.verdict} when 'allowed' then ${t.verdictReason} is null and cardinality(${t.verdictRules}) = 0 when 'deferred' then cardinality(${t.verdictRules}) > 0 else ${t.verdictReason} is not null end`,
    ),
    check(
      "attempt_dispatch_was_claimed",
      sql`${t.status} <> 'dispatching' or ${t.claimedAt} is not null`,
    ),
    check(
      "attempt_acceptance_has_time",
      sql`${t.status} not in ('accepted', 'delivered') or ${t.acceptedAt} is not null`,
    ),
    check("attempt_price_has_currency", sql`(${t.price} is null) = (${t.priceCurrency} is null)`),
    check("attempt_has_account", sql`cardinality(${t.accountIds}) > 0`),
    uniqueIndex("attempt_merging")
      .on(t.shard, t.debtorId, t.portfolioId, t.purpose, t.channel, t.plannedFor)
      .where(sql`status = 'planned' and merges`),
    // In the order in which a lane sends, so that a claim reads no more than it takes however much is planned.
    index("attempt_to_send")
      .on(t.shard, t.channel, t.priority.desc(), t.notBefore)
      .where(sql`status = 'planned'`),
    index("attempt_unsettled")
      .on(t.shard, t.claimedAt)
      .where(sql`status in ('dispatching', 'in_doubt')`),
    index("attempt_reserved")
      .on(t.reservedUntil)
      .where(sql`status = 'planned' and reserved_until is not null`),
    index("attempt_notice")
      .on(t.shard, t.debtorId)
      .where(sql`notice_id is not null`),
    index("attempt_price_due")
      .on(t.priceDueAt)
      .where(sql`price_due_at is not null`),
    index("attempt_history").on(t.shard, t.debtorId, t.plannedFor),
    // What was sent in a period: a few pages for all of it, and nothing that a claim has to keep up.
    index("attempt_accepted").using("brin", t.acceptedAt),
    uniqueIndex("attempt_provider_id")
      .on(t.provider, t.providerId)
      .where(sql`provider_id is not null`),
  ],
);

/**
 * Which runs' visits an attempt serves: one, or several that merged into one message. I6: of the attempts of one
 * (run, node, visit) only one at a time is not released, so what is planned, in doubt or accepted bars another.
 */
export const attemptRun = pgTable(
  "attempt_run",
  {
    shard: smallint().notNull(),
    attemptId: uuid().notNull(),
    runId: uuid().notNull(),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    versionId: uuid().notNull(),
    accountId: uuid(),
    /** Set where the attempt was withdrawn, deferred, refused or failed for good, or this run left it. */
    isReleased: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.shard, t.attemptId, t.runId] }),
    uniqueIndex("attempt_run_one_at_a_time")
      .on(t.shard, t.runId, t.nodeId, t.visit)
      .where(sql`not is_released`),
  ],
);
