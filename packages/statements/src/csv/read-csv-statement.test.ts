import { openTable } from "@fairflow/intake";
import { expect, test } from "vitest";
import { readCsvStatement, type GivenStatement } from "./read-csv-statement.ts";
import { StatementLayout } from "./statement-layout.ts";
import type { TableRecord } from "./table-form.ts";

const SIGNED = StatementLayout.parse({
  schema: "fairflow.statement-layout/1",
  name: "Signed",
  file: { dates: "YYYY-MM-DD" },
  currency: "ZAR",
  columns: { bookingDate: "Date", amount: "Amount", balance: "Balance", texts: ["Text"] },
});
const IN_TWO = StatementLayout.parse({
  schema: "fairflow.statement-layout/1",
  name: "Two columns",
  file: { dates: "D MMM YYYY", delimiter: ";", decimal: ",", thousands: " " },
  currency: "ZAR",
  columns: {
    bookingDate: "Day",
    valueDate: "Value",
    debit: "Out",
    credit: "In",
    texts: ["What", "More"],
    payerName: "Who",
    payerAccount: "From",
    bankReference: "No",
  },
});
/** With records of several kinds, told apart by their first cell, and no column names. */
const RECORDS = StatementLayout.parse({
  schema: "fairflow.statement-layout/1",
  name: "Records",
  file: { dates: "YYYYMMDD", headerRow: 0 },
  currency: "ZAR",
  columns: {
    bookingDate: "column 2",
    amount: "column 4",
    direction: "column 5",
    texts: ["column 3"],
  },
  records: {
    line: "HIST",
    opening: { marker: "OPEN", amount: 4 },
    closing: { marker: "CLOSE", amount: 4 },
  },
});

async function read(text: string, layout: StatementLayout, given: Partial<GivenStatement> = {}) {
  const bytes = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  const table = await openTable(bytes, layout.file);
  const rows: TableRecord[] = [];
  for await (const row of table.rows) rows.push(row);
  return readCsvStatement({ ...table, rows }, layout, { account: "4075 123456", ...given });
}

const RUNNING = [
  "Date,Text,Amount,Balance",
  "2013-01-14,one,100.00,600.00",
  "2013-01-15,two,-50.00,550.00",
];

test("reads a statement whose running balance shows what it opened and closed with", async () => {
  expect(await read(RUNNING.join("\n"), SIGNED)).toMatchObject({
    kind: "read",
    badLines: [],
    statements: [
      {
        account: "4075123456",
        opening: { amount: 50_000 },
        closing: { amount: 55_000, date: "2013-01-15" },
        lines: [
          { amount: 10_000, valueDate: "2013-01-14", texts: ["one"], place: { line: 2 } },
          { amount: -5000, valueDate: "2013-01-15", texts: ["two"], place: { line: 3 } },
        ],
      },
    ],
  });
});

test("tells a debit order that was returned by the bank's word for it, as a word of its own", async () => {
  const layout = { ...SIGNED, returnWords: ["unpaid"] };
  const rows = [
    "Date,Text,Amount,Balance",
    "2013-01-14,D/O UNPAID 0611365,-100.00,400.00",
    "2013-01-15,UNPAID levy,50.00,450.00",
    "2013-01-16,REUNPAIDX,-50.00,400.00",
  ];

  expect(await read(rows.join("\n"), layout)).toMatchObject({
    statements: [{ lines: [{ kind: "reversal" }, { kind: "entry" }, { kind: "entry" }] }],
  });
});

test("reads the newest line first as well, and gives each line the id that it has in the other order", async () => {
  const [header = "", ...rows] = RUNNING;

  const forward = await read(RUNNING.join("\n"), SIGNED);
  const backward = await read([header, ...rows.toReversed()].join("\n"), SIGNED);

  if (forward.kind === "refused" || backward.kind === "refused") throw new Error("refused");
  const ids = ({ statements: [one] }: typeof forward) => one?.lines.map(({ id }) => id).toSorted();
  expect(ids(backward)).toEqual(ids(forward));
  expect(backward.statements[0]?.id).toBe(forward.statements[0]?.id);
});

test("tells by their days which of two lines came first that cancel one another out", async () => {
  const rows = ["2013-01-14,one,100.00,600.00", "2013-01-15,two,-100.00,500.00"];
  const balances = async (order: readonly string[]) => {
    const reading = await read(["Date,Text,Amount,Balance", ...order].join("\n"), SIGNED);
    return reading.kind === "read" ? reading.statements[0]?.opening.amount : reading.reason;
  };

  expect(await balances(rows)).toBe(50_000);
  expect(await balances(["2013-01-15,one,100.00,600.00", "2013-01-14,two,-100.00,500.00"])).toBe(
    60_000,
  );
});

test("refuses a running balance from which a line is missing, and names the place and the difference", async () => {
  const text = [...RUNNING, "2013-01-16,four,1.00,552.50"].join("\n");

  expect(await read(text, SIGNED)).toMatchObject({
    kind: "refused",
    reason: "The running balance does not follow from the line before: a difference of 1.50 ZAR.",
    place: { line: 4 },
  });
});

test("reads debits and credits in two columns, with decimal commas and spaced thousands", async () => {
  const text = [
    "Day;Value;Out;In;What;More;Who;From;No",
    "3 Jan 2013;2 Jan 2013;;1 234,50;RF41;thanks;A Tester;62 0001;B-1",
    "4 Jan 2013;;34,50;;fee;;;;",
  ].join("\r\n");

  expect(await read(text, IN_TWO, { opening: 0, closing: 120_000 })).toMatchObject({
    kind: "read",
    statements: [
      {
        lines: [
          {
            amount: 123_450,
            bookingDate: "2013-01-03",
            valueDate: "2013-01-02",
            texts: ["RF41", "thanks"],
            payer: { name: "A Tester", account: "620001" },
            bankReference: "B-1",
          },
          { amount: -3450, bookingDate: "2013-01-04", valueDate: "2013-01-04" },
        ],
      },
    ],
  });
});

test("reads records told apart by their first cell, with balances of their own", async () => {
  const text = [
    "OPEN,20130114,,100.00",
    "HIST,20130114,in,50.00,C",
    "HIST,20130115,out,20.00,D",
    "NOTE,20130115,,9.99",
    "CLOSE,20130115,,130.00",
  ].join("\n");

  expect(await read(text, RECORDS)).toMatchObject({
    kind: "read",
    statements: [{ opening: { amount: 10_000 }, lines: [{ amount: 5000 }, { amount: -2000 }] }],
  });
  expect(await read(text.replace("130.00", "130.01"), RECORDS)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("a difference of 0.01 ZAR"),
  });
});

test("refuses a file when nothing says what it opened with", async () => {
  const text = "Day;Value;Out;In;What;More;Who;From;No\n3 Jan 2013;;;1,00;a;;;;";

  expect(await read(text, IN_TWO)).toMatchObject({
    kind: "refused",
    reason: "Nothing says what the opening balance is, so no line can be trusted.",
  });
});

test("names the columns that the file lacks", async () => {
  expect(await read("Date,Text\n2013-01-14,one", SIGNED)).toMatchObject({
    kind: "refused",
    reason: 'The file lacks columns that the layout "Signed" names: "Amount", "Balance".',
  });
});

test.for([
  ["31 Feb 2013;;;1,00;a;;;;", 100, "The booking date cannot be read."],
  ["3 Jan 2013;soon;;1,00;a;;;;", 100, "The value date cannot be read."],
  ["3 Jan 2013;;1,00;1,00;a;;;;", 0, "The amount stands in both columns."],
  ["3 Jan 2013;;;;a;;;;", 0, "The amount is zero."],
] as const)("reports the line %s", async ([row, moved, reason]) => {
  const text = `Day;Value;Out;In;What;More;Who;From;No\n${row}`;

  expect(await read(text, IN_TWO, { opening: 0, closing: moved })).toMatchObject({
    kind: "read",
    badLines: [{ place: { line: 2 }, reason }],
  });
});
