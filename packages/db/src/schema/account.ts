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
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, instant, oneOf, rowId, shardIsOf } from "./columns.ts";
import { debtor, party } from "./debtor.ts";
import { placement, portfolio } from "./portfolio.ts";
import { ACCOUNT_KINDS, ACCOUNT_STATUSES, CUSTOM_FIELD_TYPES, PARTY_ROLES } from "./words.ts";

/**
 * One debt. Balance, arrears and the columns beside them are written only by `recordLedgerEntries` and
 * `rollArrears`, in the transaction of the entries that they sum. Amounts are minor units of `currency`.
 */
export const account = pgTable(
  "account",
  {
    id: rowId().primaryKey(),
    shard: smallint().notNull(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    portfolioId: uuid()
      .notNull()
      .references(() => portfolio.id),
    placementId: uuid().references(() => placement.id),
    /** The client's number for this debt. */
    reference: text().notNull(),
    /** By which debtors pay: `paymentReference` of the statements makes their reference of it. */
    paymentNumber: bigint({ mode: "number" })
      .notNull()
      .generatedByDefaultAsIdentity({ maxValue: 999_999_999 }),
    kind: text({ enum: ACCOUNT_KINDS }).notNull(),
    debtType: text(),
    currency: text().notNull(),
    openedOn: date(),
    /** The date that the client names; what is overdue follows from `due_item`. */
    dueDate: date(),
    inDefaultSince: date(),
    balance: bigint({ mode: "number" }).notNull().default(0),
    /** True of every day from `arrearsOn` up to and including `nextDueOn`: an item is overdue the day after it is due. */
    arrears: bigint({ mode: "number" }).notNull().default(0),
    arrearsOn: date(),
    /** The due date of the oldest unpaid item; days past due count from it. */
    oldestUnpaidOn: date(),
    /** The earliest unpaid due date that is not yet in `arrears`. */
    nextDueOn: date(),
    lastPaymentOn: date(),
    /** The latest acknowledgement that stands; written only with those. */
    lastAcknowledgedOn: date(),
    status: text({ enum: ACCOUNT_STATUSES }).notNull().default("open"),
    closedAt: instant(),
    closedReason: text(),
    /** As the client says: the unpaid principal at default, and interest and charges since. Compared with the law, never computed. */
    principalAtDefault: bigint({ mode: "number" }),
    chargesSinceDefault: bigint({ mode: "number" }),
    /** The fee rules that these figures exceed; while there is one, no amount of this debt stands in a message. */
    chargesAbove: text().array().notNull().default([]),
    product: text(),
    stage: text(),
    tags: text().array().notNull().default([]),
    /** Custom fields that are not personal, by the name after `custom.`. */
    custom: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    customPii: ciphertext(),
    timesLate12m: smallint("times_late_12m").notNull().default(0),
    promisesBroken: smallint().notNull().default(0),
    /** Missing from the client's latest full feed; closes only by confirmation or a recall. */
    isAbsent: boolean().notNull().default(false),
    dataAsOf: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    shardIsOf("account_shard_of_debtor", t.shard, t.debtorId),
    unique("account_reference").on(t.portfolioId, t.reference),
    unique("account_payment_number").on(t.paymentNumber),
    check("account_payment_number_in_range", sql`${t.paymentNumber} between 1 and 999999999`),
    oneOf("account_kind_known", t.kind, ACCOUNT_KINDS),
    oneOf("account_status_known", t.status, ACCOUNT_STATUSES),
    check("account_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check(
      "account_closed_has_reason",
      sql`(${t.status} = 'closed') = (${t.closedAt} is not null and ${t.closedReason} is not null)`,
    ),
    check("account_arrears_not_negative", sql`${t.arrears} >= 0`),
    check(
      "account_figures_not_negative",
      sql`least(${t.principalAtDefault}, ${t.chargesSinceDefault}) >= 0`,
    ),
    check("account_custom_is_object", sql`jsonb_typeof(${t.custom}) = 'object'`),
    check("account_counts_not_negative", sql`least(${t.timesLate12m}, ${t.promisesBroken}) >= 0`),
    index("account_debtor").on(t.debtorId),
    index("account_placement").on(t.placementId),
    index("account_enrolment")
      .on(t.shard, t.portfolioId)
      .where(sql`status <> 'closed'`),
    index("account_next_due")
      .on(t.portfolioId, t.nextDueOn)
      .where(sql`next_due_on is not null`),
  ],
);

/** The part that a party has in an account. */
export const accountParty = pgTable(
  "account_party",
  {
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    partyId: uuid()
      .notNull()
      .references(() => party.id),
    role: text({ enum: PARTY_ROLES }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.partyId, t.role] }),
    oneOf("account_party_role_known", t.role, PARTY_ROLES),
    index("account_party_party").on(t.partyId),
  ],
);

/** A field of an installation's own, found in `account.custom` or, where it is personal, in `custom_pii`. */
export const customField = pgTable(
  "custom_field",
  {
    key: text().primaryKey(),
    label: text().notNull(),
    type: text({ enum: CUSTOM_FIELD_TYPES }).notNull(),
    choices: jsonb()
      .$type<readonly { readonly value: string; readonly label: string }[]>()
      .notNull()
      .default([]),
    isPii: boolean().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    oneOf("custom_field_type_known", t.type, CUSTOM_FIELD_TYPES),
    check("custom_field_key_form", sql`${t.key} ~ '^[a-z][a-z0-9_]{0,63}$'`),
  ],
);

/** A named calendar, imported as a table: the pay days of an employer, the collection days of a bank. */
export const calendarDay = pgTable(
  "calendar_day",
  { calendar: text().notNull(), day: date().notNull() },
  (t) => [primaryKey({ columns: [t.calendar, t.day] })],
);
