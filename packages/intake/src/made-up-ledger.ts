import { addDays, type LocalDate } from "@fairflow/calendar";
import { randomNumbers } from "./random-numbers.ts";

const COLUMNS = [
  "countryCode",
  "customerID",
  "PaperlessDate",
  "invoiceNumber",
  "InvoiceDate",
  "DueDate",
  "InvoiceAmount",
  "Disputed",
  "SettledDate",
  "PaperlessBill",
  "DaysToSettle",
  "DaysLate",
];
const COUNTRY_CODES = ["072", "426", "516", "710", "748"];
const LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
const DIGITS = "0123456789";
const FIRST_DAY: LocalDate = "2012-01-03";
const DAYS_OF_INVOICES = 700;
const TERM_DAYS = 30;
/** What a dispute adds to the days that an invoice takes to be settled. */
const DISPUTE_DAYS = 12;
const MOST_DAYS_TO_SETTLE = 75;
/** The part of the customers that dispute nothing. */
const CONTENT_SHARE = 0.22;

export interface MadeUpLedger {
  readonly seed: number;
  readonly invoices?: number;
  readonly customers?: number;
}

type Random = () => number;

/** How one customer behaves; means of its invoices. */
interface Customer {
  readonly countryCode: string;
  readonly id: string;
  /** From this day its bills are electronic. */
  readonly paperlessDate: LocalDate;
  readonly amount: number;
  readonly days: number;
  readonly spreadDays: number;
  readonly disputeShare: number;
}

/**
 * A made-up ledger of settled invoices as CSV, for tests and demonstrations: nobody in it exists. The same seed gives the
 * same bytes. Invoices are due after 30 days, dates are M/D/YYYY, and customers differ as they do in life: with the sizes
 * it has by itself some 36 in 100 invoices are settled late, most of them by chronic late payers, and 23 are disputed.
 */
export function madeUpLedger({ seed, invoices = 2466, customers = 100 }: MadeUpLedger): string {
  const random = randomNumbers(seed);
  const ids = distinct(customers, () => `${digits(random, 4)}-${letters(random, 5)}`);
  const people = ids.map((id) => customerFrom(random, id));
  const numbers = distinct(invoices, () => `0${digits(random, 9)}`);
  const lines = numbers.map((number) => invoiceLine(random, oneOf(people, random), number));
  return `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function customerFrom(random: Random, id: string): Customer {
  const displeasure = Math.max(0, random() - CONTENT_SHARE) / (1 - CONTENT_SHARE);
  return {
    countryCode: oneOf(COUNTRY_CODES, random),
    id,
    paperlessDate: addDays(FIRST_DAY, Math.floor(random() * DAYS_OF_INVOICES)),
    amount: Math.max(15, normal(random, 60, 13)),
    days: Math.max(4, normal(random, 23.7, 10)),
    spreadDays: Math.max(2, normal(random, 6.5, 1.8)),
    disputeShare: displeasure ** 2.5,
  };
}

function invoiceLine(random: Random, customer: Customer, number: string): string {
  const invoiced = addDays(FIRST_DAY, Math.floor(random() * DAYS_OF_INVOICES));
  const isDisputed = random() < customer.disputeShare;
  const expected = customer.days + (isDisputed ? DISPUTE_DAYS : 0);
  const days = Math.round(
    Math.min(MOST_DAYS_TO_SETTLE, Math.max(0, normal(random, expected, customer.spreadDays))),
  );
  const amount = Math.max(5, normal(random, customer.amount, 16));
  return [
    customer.countryCode,
    customer.id,
    monthDayYear(customer.paperlessDate),
    number,
    monthDayYear(invoiced),
    monthDayYear(addDays(invoiced, TERM_DAYS)),
    // As spreadsheets write it: 55.9, not 55.90.
    String(Math.round(amount * 100) / 100),
    isDisputed ? "Yes" : "No",
    monthDayYear(addDays(invoiced, days)),
    customer.paperlessDate <= invoiced ? "Electronic" : "Paper",
    days,
    Math.max(0, days - TERM_DAYS),
  ].join(",");
}

function monthDayYear(date: LocalDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${month}/${day}/${year}`;
}

/** As many different texts as asked for, in the order in which they came. */
function distinct(count: number, make: () => string): readonly string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(make());
  return [...made];
}

function digits(random: Random, count: number): string {
  return characters(random, DIGITS, count);
}

function letters(random: Random, count: number): string {
  return characters(random, LETTERS, count);
}

function characters(random: Random, from: string, count: number): string {
  return Array.from({ length: count }, () => from.charAt(Math.floor(random() * from.length))).join(
    "",
  );
}

function oneOf<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError("There is nothing to choose from");
  return value;
}

/** Normally distributed: Box and Muller. */
function normal(random: Random, mean: number, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return mean + deviation * radius * Math.cos(2 * Math.PI * random());
}
