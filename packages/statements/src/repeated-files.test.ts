import { addDays, type LocalDate } from "@fairflow/calendar";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readCamt053 } from "./camt053/read-camt053.ts";
import { readCsvStatement } from "./csv/read-csv-statement.ts";
import { StatementLayout } from "./csv/statement-layout.ts";
import {
  MADE_UP_LAYOUT,
  madeUpCamt053,
  madeUpCsv,
  madeUpMt940,
  type MadeUpPayment,
  type MadeUpStatement,
} from "./made-up/made-up-statements.ts";
import { readMt940 } from "./mt940/read-mt940.ts";
import type { StatementReading } from "./statement.ts";

const FIRST_DAY: LocalDate = "2013-01-01";
const FORMATS: readonly {
  readonly name: string;
  readonly read: (statement: MadeUpStatement) => StatementReading;
}[] = [
  { name: "MT940", read: (statement) => readMt940(madeUpMt940(statement)) },
  { name: "CAMT.053 of version 2", read: (statement) => readCamt053(madeUpCamt053(statement, 2)) },
  { name: "CAMT.053 of version 8", read: (statement) => readCamt053(madeUpCamt053(statement, 8)) },
  { name: "CSV", read: readCsv },
];

// Few different days, amounts and texts, so that many payments are alike in everything.
const payment = fc
  .record({
    day: fc.nat(5),
    cents: fc.constantFrom(100, 100, 250, -100),
    text: fc.constantFrom("rent", "", "RF & co"),
    payerAccount: fc.constantFrom("62001", "62002"),
  })
  .map(({ day, ...rest }): MadeUpPayment => {
    const date = addDays(FIRST_DAY, day);
    return { ...rest, valueDate: date, bookingDate: date, payerName: "A Tester" };
  });
const payments = fc
  .array(payment, { minLength: 1, maxLength: 20 })
  .map((all) => all.toSorted((a, b) => (a.bookingDate < b.bookingDate ? -1 : 1)));
/** Files of whole days from one to another, overlapping, repeated and in any order. */
const spans = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 8 });

test.for(FORMATS)(
  "files of $name that overlap, come twice and in any order book each payment once",
  ({ read }) => {
    fc.assert(
      fc.property(payments, spans, fc.nat(), (all, between, turn) => {
        const whole: readonly [number, number] = [0, 5];
        const asked = [...between, whole, ...between];
        const files = [...asked.slice(turn % asked.length), ...asked.slice(0, turn % asked.length)];
        const booked = new Map<string, number>();

        for (const [one, other] of files) {
          const statement = statementOf(all, Math.min(one, other), Math.max(one, other));
          if (statement.payments.length === 0) continue;
          const reading = read(statement);
          if (reading.kind === "refused") throw new Error(reading.reason);
          const lines = reading.statements.flatMap((each) => each.lines);
          for (const { id, amount } of lines) booked.set(id, amount);
        }

        expect(booked.size).toBe(all.length);
        expect(sumOf([...booked.values()])).toBe(sumOf(all.map(({ cents }) => cents)));
      }),
    );
  },
);

function statementOf(all: readonly MadeUpPayment[], from: number, to: number): MadeUpStatement {
  const first = addDays(FIRST_DAY, from);
  const last = addDays(FIRST_DAY, to);
  const before = all.filter(({ bookingDate }) => bookingDate < first);
  const within = all.filter(({ bookingDate }) => bookingDate >= first && bookingDate <= last);
  const openingCents = sumOf(before.map(({ cents }) => cents));
  return { account: "4075123456", number: from, openingCents, payments: within };
}

function readCsv(statement: MadeUpStatement): StatementReading {
  const layout = StatementLayout.parse(MADE_UP_LAYOUT);
  const [header = "", ...lines] = madeUpCsv(statement).trim().split("\r\n");
  const rows = lines.map((line, index) => ({
    line: index + 2,
    cells: line.slice(1, -1).split('","'),
  }));
  const table = { columns: header.split(","), preamble: [], rows };
  return readCsvStatement(table, layout, { account: statement.account });
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
