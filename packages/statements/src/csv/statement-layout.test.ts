import { expect, test } from "vitest";
import { MADE_UP_LAYOUT } from "../made-up/made-up-statements.ts";
import { StatementLayout } from "./statement-layout.ts";

const { columns, file } = MADE_UP_LAYOUT;
const { amount: _amount, ...withoutAmount } = columns;

test.for<[string, object, string]>([
  ["no amounts", { columns: withoutAmount }, "columns.amount"],
  ["debits without credits", { columns: { ...withoutAmount, debit: "Out" } }, "columns.amount"],
  [
    "amounts in one column and in two",
    { columns: { ...columns, debit: "Out", credit: "In" } },
    "columns.amount",
  ],
  [
    "a direction beside two columns",
    { columns: { ...withoutAmount, debit: "Out", credit: "In", direction: "D" } },
    "columns.direction",
  ],
  [
    "one separator for decimals and thousands",
    { file: { ...file, decimal: ",", thousands: "," } },
    "file.thousands",
  ],
  ["a date format that is none", { file: { dates: "soon" } }, "file.dates"],
  ["a currency that is none", { currency: "XXX" }, "currency"],
  ["no texts", { columns: { ...columns, texts: [] } }, "columns.texts"],
  ["a key that nobody knows", { columns: { ...columns, colour: "Blue" } }, "columns"],
])("refuses a layout with %s", ([, changes, path]) => {
  const parsed = StatementLayout.safeParse({ ...MADE_UP_LAYOUT, ...changes });

  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});

test("reads a layout that says only what it must", () => {
  expect(StatementLayout.parse(MADE_UP_LAYOUT)).toMatchObject({
    file: { delimiter: "auto", encoding: "auto", headerRow: 1, decimal: "." },
    invertSigns: false,
    records: { ignored: [] },
  });
});
