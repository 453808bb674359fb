import { expect, test } from "vitest";
import { madeUpCamt053, madeUpMt940, type MadeUpPayment } from "./made-up/made-up-statements.ts";
import { readCamt053 } from "./camt053/read-camt053.ts";
import { readMt940 } from "./mt940/read-mt940.ts";
import type { StatementReading } from "./statement.ts";

function payment(day: number, text: string, cents = 100_00): MadeUpPayment {
  const date = `2013-01-${String(day).padStart(2, "0")}` as const;
  return {
    text,
    cents,
    valueDate: date,
    bookingDate: date,
    payerName: "A Tester",
    payerAccount: "62001",
  };
}

function mt940(payments: readonly MadeUpPayment[], openingCents = 0): string {
  return madeUpMt940({ account: "1", number: 1, openingCents, payments });
}

function linesOf(reading: StatementReading) {
  if (reading.kind === "refused") throw new Error(reading.reason);
  return reading.statements.flatMap(({ lines }) => lines.map(({ id }) => id));
}

test("two payments that are alike have two ids, the same whenever they come again", () => {
  const twice = [payment(1, "rent"), payment(1, "rent")];

  const ids = linesOf(readMt940(mt940(twice)));

  expect(new Set(ids).size).toBe(2);
  expect(linesOf(readMt940(mt940(twice)))).toEqual(ids);
});

test("a file that overlaps with another gives the lines of both the same ids", () => {
  const days = [1, 2, 3, 4].map((day) => payment(day, "rent"));

  const first = linesOf(readMt940(mt940(days.slice(0, 3))));
  const second = linesOf(readMt940(mt940(days.slice(1), 100_00)));

  expect(second.slice(0, 2)).toEqual(first.slice(1));
  expect(new Set([...first, ...second]).size).toBe(4);
});

test("a statement that stands in a file twice counts once", () => {
  const text = mt940([payment(1, "rent")]);

  expect(linesOf(readMt940(text + text))).toEqual(linesOf(readMt940(text)));
});

test("a statement has one id in either format", () => {
  const payments = [payment(1, "rent"), payment(2, "rent"), payment(3, "fee", -5_00)];
  const statement = { account: "1", number: 1, openingCents: 0, payments };
  const idOf = (reading: StatementReading) =>
    reading.kind === "read" ? reading.statements[0]?.id : reading.reason;

  expect(idOf(readCamt053(madeUpCamt053(statement, 8)))).toBe(
    idOf(readMt940(madeUpMt940(statement))),
  );
  expect(idOf(readMt940(mt940(payments.slice(1))))).not.toBe(idOf(readMt940(mt940(payments))));
});

test.for([
  ["the amount", payment(1, "rent", 100_01)],
  ["the text", payment(1, "Rent.")],
  ["the day", payment(2, "rent")],
  ["the payer", { ...payment(1, "rent"), payerAccount: "62002" }],
] as const)("%s makes another line of it", ([, other]) => {
  expect(linesOf(readMt940(mt940([other])))).not.toEqual(
    linesOf(readMt940(mt940([payment(1, "rent")]))),
  );
});
