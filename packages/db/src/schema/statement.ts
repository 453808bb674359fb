import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { ciphertext, digest, instant, oneOf, rowId } from "./columns.ts";
import { payment } from "./ledger.ts";
import {
  ALLOCATION_KINDS,
  LAYOUT_KINDS,
  STATEMENT_FILE_STATUSES,
  STATEMENT_FORMATS,
  STATEMENT_KINDS,
  STATEMENT_LINE_KINDS,
} from "./words.ts";

/** An account of ours at a bank, on which debtors' money comes in. */
export const bankAccount = pgTable(
  "bank_account",
  {
    id: rowId().primaryKey(),
    /** IBAN or number, with no spaces. */
    number: text().notNull(),
    currency: text().notNull(),
    name: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique("bank_account_number").on(t.number, t.currency),
    check("bank_account_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
  ],
);

/** How one bank's or agency's table is read: saved under a name and used again. */
export const statementLayout = pgTable(
  "statement_layout",
  {
    id: rowId().primaryKey(),
    name: text().notNull().unique(),
    kind: text({ enum: LAYOUT_KINDS }).notNull(),
    document: jsonb().$type<unknown>().notNull(),
    updatedBy: text().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [oneOf("statement_layout_kind_known", t.kind, LAYOUT_KINDS)],
);

/** A file of statements on its way in. What it says is kept when somebody books it. */
export const statementFile = pgTable(
  "statement_file",
  {
    id: rowId().primaryKey(),
    fileName: text().notNull(),
    fileBytes: bigint({ mode: "number" }).notNull(),
    /** SHA-256. */
    fileHash: digest().notNull(),
    format: text({ enum: STATEMENT_FORMATS }).notNull(),
    status: text({ enum: STATEMENT_FILE_STATUSES }).notNull(),
    /** The layout by which a table was read, and what the person who brought it said of it. */
    reading: jsonb().$type<unknown>(),
    /** Entries that could not be read: their lines in the file, and why. */
    problems: jsonb().$type<unknown>().notNull().default([]),
    /** Lines that this file was the first to bring, and how many of them have been looked at. */
    linesNew: integer().notNull().default(0),
    linesDone: integer().notNull().default(0),
    startedBy: text().notNull(),
    startedAt: instant().notNull(),
    finishedAt: instant(),
    failure: text(),
  },
  (t) => [
    oneOf("statement_file_format_known", t.format, STATEMENT_FORMATS),
    oneOf("statement_file_status_known", t.status, STATEMENT_FILE_STATUSES),
    check(
      "statement_file_failed_has_reason",
      sql`(${t.status} = 'failed') = (${t.failure} is not null)`,
    ),
    check(
      "statement_file_finished",
      sql`(${t.status} in ('done', 'cancelled', 'failed')) = (${t.finishedAt} is not null)`,
    ),
    index("statement_file_started").on(t.startedAt),
  ],
);

/** What a bank says of an account between two balances; or the list of an agency's, from zero to what it paid over. */
export const statement = pgTable(
  "statement",
  {
    id: rowId().primaryKey(),
    /** Made of what it says: the same statement is kept once, in whatever format it comes. */
    key: text().notNull().unique(),
    fileId: uuid()
      .notNull()
      .references(() => statementFile.id),
    kind: text({ enum: STATEMENT_KINDS }).notNull(),
    /** Of a remittance none: its money comes in by a line of a bank statement. */
    bankAccountId: uuid().references(() => bankAccount.id),
    /** The bank's number of the statement; the agency's of its remittance. */
    number: text(),
    currency: text().notNull(),
    opening: bigint({ mode: "number" }).notNull(),
    openingOn: date(),
    closing: bigint({ mode: "number" }).notNull(),
    closingOn: date(),
    /** What entries come to that could not be read. */
    unread: bigint({ mode: "number" }).notNull().default(0),
    keptAt: instant().notNull(),
  },
  (t) => [
    oneOf("statement_kind_known", t.kind, STATEMENT_KINDS),
    check(
      "statement_bank_has_account",
      sql`(${t.kind} = 'bank') = (${t.bankAccountId} is not null)`,
    ),
    check("statement_currency_form", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    index("statement_of_file").on(t.fileId),
    index("statement_bank_account").on(t.bankAccountId, t.closingOn),
  ],
);

/** Money that came in or went out, once however many files tell of it. */
export const statementLine = pgTable(
  "statement_line",
  {
    id: rowId().primaryKey(),
    /** Made of what it says, by which it books once. */
    key: text().notNull().unique(),
    /** Null for a part of a remittance. */
    bankAccountId: uuid().references(() => bankAccount.id),
    kind: text({ enum: STATEMENT_LINE_KINDS }).notNull(),
    /** From when the money counts, and when the bank wrote it. */
    valueDate: date().notNull(),
    bookingDate: date().notNull(),
    /** Minor units; above 0 came in. */
    amount: bigint({ mode: "number" }).notNull(),
    currency: text().notNull(),
    /** Texts and payer. */
    details: ciphertext().notNull(),
    /** A keyed digest of the bank account that paid. */
    payerAccount: digest(),
    /** In its file, counted from 1. */
    fileLine: integer().notNull(),
    /** What it belongs to, where the bank booked several payments as one. */
    deposit: text(),
    /** `amount` less all that it was put to: what stands on the desk. */
    rest: bigint({ mode: "number" }).notNull(),
    /** False for a part of a remittance whose deposit has not been found. */
    isIn: boolean().notNull(),
    /** Grows with each act, which names the one that it saw. */
    revision: integer().notNull().default(0),
    actedBy: text(),
    actedAt: instant(),
  },
  (t) => [
    oneOf("statement_line_kind_known", t.kind, STATEMENT_LINE_KINDS),
    check("statement_line_amount_not_zero", sql`${t.amount} <> 0`),
    check(
      "statement_line_rest_within",
      sql`sign(${t.rest}) in (0, sign(${t.amount})) and abs(${t.rest}) <= abs(${t.amount})`,
    ),
    index("statement_line_desk")
      .on(t.bookingDate, t.id)
      .where(sql`rest <> 0 and is_in`),
    index("statement_line_done")
      .on(t.bookingDate, t.id)
      .where(sql`rest = 0 and is_in`),
    index("statement_line_payer")
      .on(t.payerAccount)
      .where(sql`payer_account is not null`),
    index("statement_line_bank_account").on(t.bankAccountId, t.bookingDate),
  ],
);

/** Which lines a statement has: files overlap, so that one line may stand in several. */
export const statementEntry = pgTable(
  "statement_entry",
  {
    statementId: uuid()
      .notNull()
      .references(() => statement.id),
    lineId: uuid()
      .notNull()
      .references(() => statementLine.id),
  },
  (t) => [
    primaryKey({ columns: [t.statementId, t.lineId] }),
    index("statement_entry_line").on(t.lineId),
  ],
);

/** To what a part of a line was put. One that was a mistake is reversed, never changed. */
export const allocation = pgTable(
  "allocation",
  {
    id: rowId().primaryKey(),
    lineId: uuid()
      .notNull()
      .references(() => statementLine.id),
    kind: text({ enum: ALLOCATION_KINDS }).notNull(),
    /** Minor units, with the sign of the line. */
    amount: bigint({ mode: "number" }).notNull(),
    /** Of money out: the account whose payment was taken back. */
    accountId: uuid().references(() => account.id),
    paymentId: uuid().references(() => payment.id),
    /** Of a payout: who passed payments on, the id of the provider or where none is known `payment.source`. */
    gateway: text(),
    /** Which list took the place of the deposit. */
    remittanceId: uuid().references(() => statement.id),
    reason: text(),
    /** What spoke for it: points and sentences. */
    evidence: jsonb().$type<unknown>(),
    madeBy: text().notNull(),
    madeAt: instant().notNull(),
    /** Of a refund: the second person. */
    approvedBy: text(),
    approvedAt: instant(),
    reversedBy: text(),
    reversedAt: instant(),
    reversedReason: text(),
  },
  (t) => [
    oneOf("allocation_kind_known", t.kind, ALLOCATION_KINDS),
    check("allocation_amount_not_zero", sql`${t.amount} <> 0`),
    check(
      "allocation_to_account",
      sql`(${t.kind} = 'account') = (${t.accountId} is not null) and (${t.accountId} is null) = (${t.paymentId} is null)`,
    ),
    check("allocation_to_remittance", sql`(${t.kind} = 'split') = (${t.remittanceId} is not null)`),
    check("allocation_of_gateway", sql`(${t.kind} = 'payout') = (${t.gateway} is not null)`),
    check(
      "allocation_has_reason",
      sql`${t.kind} not in ('refund', 'aside') or ${t.reason} is not null`,
    ),
    check(
      "allocation_approved",
      sql`(${t.approvedBy} is null) = (${t.approvedAt} is null) and (${t.approvedBy} is null or (${t.kind} = 'refund' and ${t.approvedBy} <> ${t.madeBy}))`,
    ),
    check(
      "allocation_reversed",
      sql`(${t.reversedAt} is null) = (${t.reversedBy} is null) and (${t.reversedAt} is null) = (${t.reversedReason} is null)`,
    ),
    index("allocation_line").on(t.lineId),
    index("allocation_account")
      .on(t.accountId)
      .where(sql`account_id is not null`),
    index("allocation_payment")
      .on(t.paymentId)
      .where(sql`payment_id is not null`),
    uniqueIndex("allocation_remittance")
      .on(t.remittanceId)
      .where(sql`remittance_id is not null and reversed_at is null`),
    index("allocation_refund_waiting")
      .on(t.madeAt)
      .where(sql`kind = 'refund' and approved_at is null and reversed_at is null`),
  ],
);
