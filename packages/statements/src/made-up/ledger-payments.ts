import { addDays, isLocalDate, weekdayOf, type LocalDate } from "@fairflow/calendar";
import type { Candidate } from "../matching/candidate.ts";
import { paymentReference } from "../reference/payment-reference.ts";
import { damagedReference } from "./damage.ts";
import type { MadeUpPayment, MadeUpStatement } from "./made-up-statements.ts";

/** A settled invoice of a ledger, with what was written when it was paid. */
export interface PaidInvoice {
  readonly candidate: Candidate;
  readonly payment: MadeUpPayment;
}

const DAMAGED_SHARE = 0.1;
/** Paid in at a till: the bank tells nothing of the payer. */
const UNNAMED_SHARE = 0.15;
const CASH_ACCOUNT = "990000";
const DAYS_OPEN = 120;

export interface LedgerOptions {
  /** Amounts are rounded up to it, so that many are alike: 1 leaves them as they are. */
  readonly roundToCents?: number;
  /** By which each invoice is paid; made of its place in the ledger where absent. */
  readonly referenceOf?: (invoiceNumber: string) => string | undefined;
}

/**
 * The payments of a ledger as payers and banks would tell of them, one in ten with its reference damaged: of
 * each customer one bank account, from which it pays its invoices one by one unless it pays in cash.
 *
 * @param csv a ledger in the form of `madeUpLedger` of the intake
 */
export function paidInvoices(
  csv: string,
  random: () => number,
  { roundToCents = 1, referenceOf }: LedgerOptions = {},
): readonly PaidInvoice[] {
  const [header = "", ...rows] = csv.trim().split(/\r?\n/);
  const columns = header.split(",");
  return rows.map((row, index) => {
    const cells = row.split(",");
    const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
    const reference = referenceOf?.(cell("invoiceNumber")) ?? paymentReference(index + 1);
    const isDamaged = random() < DAMAGED_SHARE;
    const isUnnamed = random() < UNNAMED_SHARE;
    const exact = Math.round(Number(cell("InvoiceAmount")) * 100);
    const cents = Math.ceil(exact / roundToCents) * roundToCents;
    const valueDate = monthDayYear(cell("SettledDate"));
    const customer = cell("customerID");
    const payerAccount = `62${customer.replaceAll(/\D/g, "").padStart(8, "0")}`;
    return {
      candidate: {
        accountId: cell("invoiceNumber"),
        debtorId: customer,
        currency: "ZAR",
        dueDate: monthDayYear(cell("DueDate")),
        balance: cents,
        amountsDue: [cents],
        references: [reference],
        clientNumbers: [cell("invoiceNumber")],
        payerNames: [`Customer ${customer}`],
        // Every third customer pays for the first time.
        payerAccounts: customer.charCodeAt(0) % 3 === 0 ? [] : [payerAccount],
        payments: [],
      },
      payment: {
        text: isDamaged ? damagedReference(reference, random) : reference,
        cents,
        valueDate,
        bookingDate: nextWeekday(valueDate),
        payerName: isUnnamed ? "CASH DEPOSIT" : `Customer ${customer}`,
        payerAccount: isUnnamed ? CASH_ACCOUNT : payerAccount,
      },
    };
  });
}

/** One statement for each month, on one bank account. */
export function monthlyStatements(invoices: readonly PaidInvoice[]): readonly MadeUpStatement[] {
  const payments = invoices
    .map(({ payment }) => payment)
    .toSorted((a, b) =>
      a.bookingDate < b.bookingDate ? -1 : Number(a.bookingDate > b.bookingDate),
    );
  const months = Map.groupBy(payments, ({ bookingDate }) => bookingDate.slice(0, 7));
  let openingCents = 0;
  return [...months.values()].map((ofMonth, index) => {
    const statement = { account: "4075123456", number: index + 1, openingCents, payments: ofMonth };
    openingCents += ofMonth.reduce((sum, { cents }) => sum + cents, 0);
    return statement;
  });
}

/** The accounts that were open when the payments of a month came. */
export function openIn(
  invoices: readonly PaidInvoice[],
  { payments }: MadeUpStatement,
): readonly Candidate[] {
  const first = payments[0]?.bookingDate ?? "0001-01-01";
  const last = payments.at(-1)?.bookingDate ?? "9999-12-31";
  return invoices
    .filter(({ payment, candidate: { dueDate } }) => {
      const opened = addDays(dueDate ?? last, -DAYS_OPEN);
      return payment.bookingDate >= first && opened <= last;
    })
    .map(({ candidate }) => candidate);
}

function nextWeekday(date: LocalDate): LocalDate {
  const weekday = weekdayOf(date);
  if (weekday === "sat") return addDays(date, 2);
  return weekday === "sun" ? addDays(date, 1) : date;
}

function monthDayYear(text: string): LocalDate {
  const [month = "", day = "", year = ""] = text.split("/");
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!isLocalDate(date)) throw new RangeError("The ledger has a date that does not exist");
  return date;
}
