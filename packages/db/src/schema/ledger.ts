import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { ciphertext, instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { feedRun } from "./feed.ts";
import { paymentLink } from "./payment-link.ts";
import { LEDGER_KINDS, PAYMENT_STATUSES } from "./words.ts";

/** Money that arrived, whether or not it is known for whom. `ledger_entry` says where it went. */
export const payment = pgTable(
  "payment",
  {
    id: rowId().primaryKey(),
    /** `gateway:stripe`, `feed:<mapping>`, `desk`. */
    source: text().notNull(),
    externalId: text().notNull(),
    debtorId: uuid().references(() => debtor.id),
    paymentLinkId: uuid().references(() => paymentLink.id),
    amount: bigint({ mode: "number" }).notNull(),
    currency: text().notNull(),
    valueDate: date().notNull(),
    receivedAt: instant().notNull(),
    status: text({ enum: PAYMENT_STATUSES }).notNull(),
    /** What the payer wrote. */
    payerReference: ciphertext(),
    /** The id of the provider that it came through: we may be several merchants at one gateway. Null where there is none. */
    takenBy: text(),
    /** The allocation of the bank line by which its gateway passed it on; allocations are never deleted. */
    payoutId: uuid(),
  },
  (t) => [
    unique("payment_external_id").on(t.source, t.externalId),
    oneOf("payment_status_known", t.status, PAYMENT_STATUSES),
    check("payment_amount_positive", sql`${t.amount} > 0`),
    check("payment_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    index("payment_debtor").on(t.debtorId),
    index("payment_through_link").on(t.paymentLinkId),
    index("payment_received").on(t.receivedAt),
    index("payment_paid_out")
      .on(t.payoutId)
      .where(sql`payout_id is not null`),
    index("payment_not_paid_out")
      .on(t.source, t.valueDate)
      .where(sql`payout_id is null and source like 'gateway:%'`),
    index("payment_unallocated")
      .on(t.receivedAt)
      .where(sql`status = 'unallocated'`),
  ],
);

/**
 * What happened to a debt, append-only (a trigger refuses update and delete). Positive amounts are owed,
 * negative ones reduce what is owed; `account.balance` is their sum.
 */
export const ledgerEntry = pgTable(
  "ledger_entry",
  {
    id: rowId().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    kind: text({ enum: LEDGER_KINDS }).notNull(),
    amount: bigint({ mode: "number" }).notNull(),
    /** When it counts, and when it was entered in the client's books. */
    valueDate: date().notNull(),
    bookingDate: date().notNull(),
    /** When a charge falls due; null where no date was set. */
    dueOn: date(),
    source: text().notNull(),
    externalId: text(),
    reverses: uuid().references((): AnyPgColumn => ledgerEntry.id),
    paymentId: uuid().references(() => payment.id),
    feedRunId: uuid().references(() => feedRun.id),
    /** Why: `settlement`, `dispute`, ... */
    code: text(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    check("ledger_entry_code_form", sql`${t.code} ~ '^[a-z][a-z0-9_-]{0,39}$'`),
    oneOf("ledger_entry_kind_known", t.kind, LEDGER_KINDS),
    check(
      "ledger_entry_sign",
      sql`case ${t.kind} when 'payment' then ${t.amount} < 0 when 'write_off' then ${t.amount} < 0 when 'charge' then ${t.amount} > 0 when 'fee' then ${t.amount} > 0 else ${t.amount} <> 0 end`,
    ),
    // One payment from outside may be spread over several accounts, never twice over the same one.
    uniqueIndex("ledger_entry_external_id")
      .on(t.source, t.externalId, t.accountId)
      .where(sql`external_id is not null`),
    index("ledger_entry_account").on(t.accountId, t.valueDate),
    index("ledger_entry_reverses")
      .on(t.reverses)
      .where(sql`reverses is not null`),
    index("ledger_entry_payment")
      .on(t.paymentId)
      .where(sql`payment_id is not null`),
    index("ledger_entry_feed_run")
      .on(t.feedRunId)
      .where(sql`feed_run_id is not null`),
  ],
);

/**
 * A part of a debt with its date: an invoice has one, a loan one for each instalment. What was paid covers the
 * items by date, undated ones last, so `paid` follows from the ledger alone:
 * sum(amount) - sum(paid) is the account's balance, unless more was paid than is owed.
 */
export const dueItem = pgTable(
  "due_item",
  {
    id: rowId().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    ledgerEntryId: uuid()
      .notNull()
      .references(() => ledgerEntry.id),
    dueOn: date(),
    amount: bigint({ mode: "number" }).notNull(),
    paid: bigint({ mode: "number" }).notNull().default(0),
    /** The value date of the entry that covered the rest. */
    settledOn: date(),
  },
  (t) => [
    unique("due_item_of_entry").on(t.ledgerEntryId),
    check("due_item_amount_positive", sql`${t.amount} > 0`),
    check("due_item_paid_in_range", sql`${t.paid} between 0 and ${t.amount}`),
    check(
      "due_item_settled_when_paid",
      sql`(${t.settledOn} is not null) = (${t.paid} = ${t.amount})`,
    ),
    index("due_item_account").on(t.accountId, t.dueOn),
  ],
);
