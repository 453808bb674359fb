import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readCamt053 } from "./camt053/read-camt053.ts";
import { readCsvStatement } from "./csv/read-csv-statement.ts";
import { StatementLayout } from "./csv/statement-layout.ts";
import { formatOf } from "./format-of.ts";
import { MADE_UP_LAYOUT, madeUpCamt053, madeUpMt940 } from "./made-up/made-up-statements.ts";
import { matchLines } from "./matching/match-lines.ts";
import { readMt940 } from "./mt940/read-mt940.ts";
import { findReferences } from "./reference/find-references.ts";
import { paymentReference } from "./reference/payment-reference.ts";
import type { StatementReading } from "./statement.ts";

const MADE_UP = {
  account: "4075123456",
  number: 1,
  openingCents: 5,
  payments: [1, 2].map((number) => ({
    text: paymentReference(number),
    cents: number * 100,
    valueDate: "2013-01-15" as const,
    bookingDate: "2013-01-15" as const,
    payerName: "A Tester",
    payerAccount: "62001",
  })),
};
const FILES = [
  madeUpMt940(MADE_UP),
  madeUpCamt053(MADE_UP, 2),
  madeUpCamt053(MADE_UP, 8),
  "\u0000\u0000",
  "<a>&xxe;</a>",
];
const TEXT = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  // Real files with something put into them, taken out, or written over.
  fc
    .tuple(
      fc.constantFrom(...FILES),
      fc.array(
        fc.tuple(
          fc.nat(3000),
          fc.nat(40),
          fc.oneof(
            fc.string({ unit: "binary", maxLength: 20 }),
            fc.constantFrom(...FILES, "\0", "-9", "\r", "&lt;", "999999999999999", "]]>", "\n:61:"),
          ),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([file, edits]) =>
      edits.reduce(
        (text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length),
        file,
      ),
    ),
);

/** What must hold of whatever was read and does not: it adds up, each line is one of money, and ids differ. */
function faultsOf(reading: StatementReading): readonly string[] {
  if (reading.kind === "refused")
    return /^[A-Z].*\.$/s.test(reading.reason) ? [] : [reading.reason];
  const lines = reading.statements.flatMap((statement) => statement.lines);
  const unequal = reading.statements.filter(({ opening, closing, lines: own }) => {
    return own.reduce((sum, { amount }) => sum + amount, opening.amount) !== closing.amount;
  });
  const matched = reading.statements.flatMap((statement) => matchLines(statement, []));
  return [
    ...(unequal.length > 0 && reading.badLines.length === 0 ? ["does not add up"] : []),
    ...lines
      .filter(({ amount }) => !Number.isSafeInteger(amount) || amount === 0)
      .map(({ amount }) => `has a line of ${amount}`),
    ...(new Set(lines.map(({ id }) => id)).size === lines.length ? [] : ["has an id twice"]),
    ...(matched.length === lines.length ? [] : ["loses lines in matching"]),
  ];
}

test("no text makes a reader throw, and what it reads adds up", () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      expect(faultsOf(readMt940(text))).toEqual([]);
      expect(faultsOf(readCamt053(text))).toEqual([]);
      expect(formatOf(text)).toMatch(/^(?:mt940|camt053|table)$/);
    }),
    { numRuns: 1500 },
  );
});

test("no table makes the CSV reader throw", () => {
  const layout = StatementLayout.parse(MADE_UP_LAYOUT);
  const columns = [
    "Date",
    "Value date",
    "Description",
    "Payer",
    "Payer account",
    "Amount",
    "Balance",
  ];
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "2013-01-15",
      "1.00",
      "-1.00",
      "2.00",
      "0",
      "__proto__",
      "999999999999999",
      "=1+1",
    ),
  );
  const rows = fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 });

  fc.assert(
    fc.property(rows, (cells) => {
      const records = cells.map((row, index) => ({ line: index + 2, cells: row }));

      expect(
        faultsOf(
          readCsvStatement({ columns, preamble: [], rows: records }, layout, { account: "1" }),
        ),
      ).toEqual([]);
    }),
  );
});

const MEGABYTE = 1_048_576;

test.for([
  ["digits", "1"],
  ["spaces", " "],
  ["the beginning of a reference", "RF1"],
  ["subfields", "?20"],
  ["codes", "/REMI/"],
  ["colons", ":61:"],
  ["NULs", "\0"],
  ["brackets", "({<"],
  ["entities", "&#x41;"],
])("a line of one megabyte of %s is read without going back over it", ([, unit]) => {
  const long = (unit ?? "").repeat(MEGABYTE / (unit ?? "").length);
  const around = (text: string) =>
    `:20:A\n:25:1\n:60F:C130101ZAR0,\n:61:130101C5,NTRF${text}\n:86:166${text}\n:62F:C130101ZAR5,\n-`;

  // The time limit of the test is the assertion: what backtracks would take hours.
  expect(faultsOf(readMt940(around(long)))).toEqual([]);
  expect(faultsOf(readMt940(long))).toEqual([]);
  expect(faultsOf(readCamt053(madeUpCamt053(MADE_UP, 2).replace("A Tester", long)))).toEqual([]);
  expect(findReferences(long).length).toBeLessThan(5);
});

test("refuses a file over 50 MB", () => {
  expect(readMt940(" ".repeat(50_000_001))).toMatchObject({
    kind: "refused",
    reason: "The file is over 50 MB.",
  });
});
