import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { instant, oneOf, rowId } from "./columns.ts";
import { debtor } from "./debtor.ts";
import { SETTLEMENT_STATUSES } from "./words.ts";

/** An offer to take a part of a debt for all of it, where that part is paid, by value date, until it expires. */
export const settlement = pgTable(
  "settlement",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    currency: text().notNull(),
    /** What was owed when it was offered, and what is taken for it; minor units. */
    balance: bigint({ mode: "number" }).notNull(),
    amount: bigint({ mode: "number" }).notNull(),
    percent: smallint().notNull(),
    /** The day from which payments count for it, and the last one. */
    countsFrom: date().notNull(),
    expiresOn: date().notNull(),
    /** When that day is over in the debtor's zone. */
    lapsesAt: instant().notNull(),
    status: text({ enum: SETTLEMENT_STATUSES }).notNull(),
    /** What the write-off of the rest is booked under. */
    writeOffCode: text().notNull(),
    author: text().notNull(),
    proposedAt: instant().notNull(),
    /** Who agreed to what its author may not offer alone. */
    approvedBy: text(),
    approvedAt: instant(),
    acceptedAt: instant(),
    acceptedVia: text(),
    decidedAt: instant(),
    decidedBy: text(),
    reason: text(),
  },
  (t) => [
    oneOf("settlement_status_known", t.status, SETTLEMENT_STATUSES),
    check("settlement_takes_less", sql`${t.amount} > 0 and ${t.amount} < ${t.balance}`),
    check("settlement_percent_in_range", sql`${t.percent} between 1 and 99`),
    check("settlement_expires_after", sql`${t.expiresOn} >= ${t.countsFrom}`),
    check("settlement_approved", sql`(${t.approvedBy} is null) = (${t.approvedAt} is null)`),
    check("settlement_not_own_approval", sql`${t.approvedBy} <> ${t.author}`),
    check(
      "settlement_decided",
      sql`(${t.status} in ('proposed', 'offered', 'accepted')) = (${t.decidedAt} is null)`,
    ),
    uniqueIndex("settlement_one_open")
      .on(t.accountId)
      .where(sql`status in ('proposed', 'offered', 'accepted')`),
    index("settlement_account").on(t.accountId),
    index("settlement_debtor").on(t.debtorId),
    index("settlement_expiry")
      .on(t.lapsesAt)
      .where(sql`status in ('proposed', 'offered', 'accepted')`),
  ],
);
