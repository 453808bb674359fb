import { CHANNELS } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { ciphertext, instant, oneOf, rowId } from "./columns.ts";
import { address, debtor } from "./debtor.ts";
import { settlement } from "./settlement.ts";
import {
  DISPUTE_KINDS,
  DISPUTE_STATUSES,
  INSTALMENT_FREQUENCIES,
  INSTALMENT_STATUSES,
  PROMISE_KINDS,
  PROMISE_STATUSES,
} from "./words.ts";

/**
 * A reason to leave a debtor or an account alone. Without an account it covers all of the debtor's; with a channel
 * or an address only those. The table has a unique index (in SQL: nulls are equal) over what is still open.
 */
export const hold = pgTable(
  "hold",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountId: uuid().references(() => account.id),
    channel: text({ enum: CHANNELS }),
    addressId: uuid().references(() => address.id),
    /** The key that rule packs use: dispute_open, claims_paid, arrangement_active, debt_review, deceased, ... */
    state: text().notNull(),
    since: instant().notNull(),
    /** Where it ends by itself; others end by an event. */
    until: instant(),
    endedAt: instant(),
    endedReason: text(),
    endedBy: text(),
    author: text().notNull(),
    disputeId: uuid().references(() => dispute.id),
    promiseId: uuid().references(() => promise.id),
    /** Ids and codes only. */
    evidence: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    note: ciphertext(),
    /** What should happen to it next, as a code, and by when; a task asks where it does not. */
    nextEvent: text(),
    nextEventBy: instant(),
    nextEventAskedAt: instant(),
  },
  (t) => [
    oneOf("hold_channel_known", t.channel, CHANNELS),
    check("hold_state_form", sql`${t.state} ~ '^[a-z][a-z0-9_]*$'`),
    check("hold_until_after_since", sql`${t.until} > ${t.since}`),
    check(
      "hold_end_has_author",
      sql`(${t.endedAt} is null) = (${t.endedReason} is null) and (${t.endedAt} is null) = (${t.endedBy} is null)`,
    ),
    index("hold_open_of_debtor")
      .on(t.debtorId)
      .where(sql`ended_at is null`),
    index("hold_debtor").on(t.debtorId, t.since),
    index("hold_account").on(t.accountId),
    index("hold_address").on(t.addressId),
    index("hold_dispute").on(t.disputeId),
    index("hold_promise").on(t.promiseId),
    check("hold_next_event_has_day", sql`(${t.nextEvent} is null) = (${t.nextEventBy} is null)`),
    index("hold_next_event")
      .on(t.nextEventBy)
      .where(sql`ended_at is null and next_event_by is not null and next_event_asked_at is null`),
    index("hold_expiry")
      .on(t.until)
      .where(sql`ended_at is null and until is not null`),
  ],
);

/** What a debtor does not accept, asks or complains of, until it is answered. */
export const dispute = pgTable(
  "dispute",
  {
    id: rowId().primaryKey(),
    kind: text({ enum: DISPUTE_KINDS }).notNull().default("dispute"),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    reason: text().notNull(),
    /** Minor units; null where all of it is disputed. */
    amount: bigint({ mode: "number" }),
    statement: ciphertext(),
    openedVia: text().notNull(),
    openedAt: instant().notNull(),
    status: text({ enum: DISPUTE_STATUSES }).notNull().default("open"),
    decidedAt: instant(),
    decidedBy: text(),
    decision: ciphertext(),
    /** Contact never resumes before some business days after this. */
    decisionSentAt: instant(),
    /** The user who works on it. */
    assignee: text(),
    /** The last day to say that it came, and to answer it; null where nobody sets one. */
    acknowledgeBy: date(),
    answerBy: date(),
    /** The rules that set these days. */
    deadlineRules: text().array().notNull().default([]),
    acknowledgedAt: instant(),
    /** When the specialist is to be reminded of that day, and when that was done. */
    remindAt: instant(),
    remindedAt: instant(),
    /** Minor units that the decision took off the debt. */
    adjustedBy: bigint({ mode: "number" }),
  },
  (t) => [
    oneOf("dispute_status_known", t.status, DISPUTE_STATUSES),
    oneOf("dispute_kind_known", t.kind, DISPUTE_KINDS),
    check("dispute_amount_positive", sql`${t.amount} > 0`),
    check("dispute_adjustment_positive", sql`${t.adjustedBy} > 0`),
    check(
      "dispute_decision_has_author",
      sql`(${t.status} = 'open') = (${t.decidedAt} is null) and (${t.status} = 'open') = (${t.decidedBy} is null)`,
    ),
    uniqueIndex("dispute_one_open")
      .on(t.accountId, t.kind)
      .where(sql`status = 'open'`),
    index("dispute_reminder")
      .on(t.remindAt)
      .where(sql`status = 'open' and reminded_at is null`),
    index("dispute_to_answer")
      .on(t.answerBy)
      .where(sql`status = 'open'`),
    index("dispute_debtor").on(t.debtorId),
    index("dispute_account").on(t.accountId),
  ],
);

/** A promise to pay, or with several instalments an arrangement. */
export const promise = pgTable(
  "promise",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    kind: text({ enum: PROMISE_KINDS }).notNull(),
    madeAt: instant().notNull(),
    madeVia: text().notNull(),
    amount: bigint({ mode: "number" }).notNull(),
    currency: text().notNull(),
    /** Minor units that may be missing from what still counts as kept. */
    tolerance: bigint({ mode: "number" }).notNull().default(0),
    graceBusinessDays: smallint().notNull(),
    /** Of what was promised: at or above it, and short of kept, it counts as partly kept. */
    partlyPercent: smallint().notNull().default(50),
    /** Instalments that may stand missed at once before an arrangement is over. */
    defaultAfterMissed: smallint().notNull().default(1),
    frequency: text({ enum: INSTALMENT_FREQUENCIES }),
    /** From this day on, by value date, what is paid counts for it. */
    madeOn: date().notNull(),
    author: text().notNull().default("system"),
    approvedBy: text(),
    /** Whether what is overdue falls due anew with the instalments. */
    reages: boolean().notNull().default(false),
    /** Income and expenses as the debtor states them, encrypted. */
    affordability: ciphertext(),
    settlementId: uuid().references(() => settlement.id),
    status: text({ enum: PROMISE_STATUSES }).notNull().default("open"),
    decidedAt: instant(),
    /** Why it was cancelled. */
    endedReason: text(),
    endedBy: text(),
  },
  (t) => [
    oneOf("promise_frequency_known", t.frequency, INSTALMENT_FREQUENCIES),
    check("promise_partly_percent", sql`${t.partlyPercent} between 1 and 100`),
    check("promise_default_after", sql`${t.defaultAfterMissed} > 0`),
    check(
      "promise_cancelled_has_reason",
      sql`(${t.status} = 'cancelled') = (${t.endedReason} is not null) and (${t.status} = 'cancelled') = (${t.endedBy} is not null)`,
    ),
    index("promise_settlement")
      .on(t.settlementId)
      .where(sql`settlement_id is not null`),
    oneOf("promise_kind_known", t.kind, PROMISE_KINDS),
    oneOf("promise_status_known", t.status, PROMISE_STATUSES),
    check("promise_amount_positive", sql`${t.amount} > 0`),
    check(
      "promise_allowances_not_negative",
      sql`${t.tolerance} >= 0 and ${t.graceBusinessDays} >= 0`,
    ),
    check("promise_decided", sql`(${t.status} in ('proposed', 'open')) = (${t.decidedAt} is null)`),
    index("promise_debtor").on(t.debtorId),
    index("promise_open")
      .on(t.madeAt)
      .where(sql`status = 'open'`),
  ],
);

export const promiseAccount = pgTable(
  "promise_account",
  {
    promiseId: uuid()
      .notNull()
      .references(() => promise.id),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
  },
  (t) => [
    primaryKey({ columns: [t.promiseId, t.accountId] }),
    index("promise_account_account").on(t.accountId),
  ],
);

export const promiseInstalment = pgTable(
  "promise_instalment",
  {
    promiseId: uuid()
      .notNull()
      .references(() => promise.id),
    number: smallint().notNull(),
    dueOn: date().notNull(),
    /** The last day of grace: what is paid by it, by value date, is in time. */
    graceUntil: date().notNull(),
    /** When that day is over in the debtor's zone. */
    decidesAt: instant().notNull(),
    amount: bigint({ mode: "number" }).notNull(),
    paid: bigint({ mode: "number" }).notNull().default(0),
    status: text({ enum: INSTALMENT_STATUSES }).notNull().default("open"),
    decidedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.promiseId, t.number] }),
    oneOf("promise_instalment_status_known", t.status, INSTALMENT_STATUSES),
    check("promise_instalment_grace_after_due", sql`${t.graceUntil} >= ${t.dueOn}`),
    check("promise_instalment_number_positive", sql`${t.number} > 0`),
    check("promise_instalment_amounts", sql`${t.amount} > 0 and ${t.paid} >= 0`),
    index("promise_instalment_open")
      .on(t.decidesAt)
      .where(sql`status = 'open'`),
  ],
);
