import { expect, test } from "vitest";
import { readMt940 } from "../mt940/read-mt940.ts";
import { readRemittance, type GivenRemittance } from "./read-remittance.ts";
import { RemittanceLayout } from "./remittance-layout.ts";
import { splitDeposit } from "./split-deposit.ts";

const LAYOUT = RemittanceLayout.parse({
  schema: "fairflow.remittance-layout/1",
  name: "Distributor",
  file: { dates: "YYYY-MM-DD" },
  currency: "ZAR",
  columns: { reference: "Account", amount: "Paid", fee: "Fee", paidOn: "On", payerName: "Name" },
  total: { marker: "TOTAL", amount: 2 },
});
const GIVEN: GivenRemittance = { reference: "PDA 2013 01", date: "2013-01-20" };
const ROWS = [
  ["INV-00001", "100.00", "5.00", "2013-01-15", "A Tester"],
  ["INV-00002", "50.00", "2.50", "", "B Tester"],
  ["TOTAL", "142.50"],
];

function read(rows: readonly (readonly string[])[], given = GIVEN) {
  const columns = ["Account", "Paid", "Fee", "On", "Name"];
  const records = rows.map((cells, index) => ({ line: index + 2, cells }));
  return readRemittance({ columns, preamble: [], rows: records }, LAYOUT, given);
}

function depositOf(cents: string) {
  const reading = readMt940(
    `:20:A\n:25:1\n:60F:C130101ZAR0,\n:61:1301210121C${cents}NTRFPDA\n:62F:C130121ZAR${cents}\n-`,
  );
  const line = reading.kind === "read" ? reading.statements[0]?.lines[0] : undefined;
  if (line === undefined) throw new Error("no deposit");
  return line;
}

test("reads what each debtor paid, and what the agency kept, up to the total", () => {
  expect(read(ROWS)).toMatchObject({
    kind: "read",
    badLines: [],
    statements: [
      {
        kind: "remittance",
        account: "PDA201301",
        opening: { amount: 0 },
        closing: { amount: 14_250, date: "2013-01-20" },
        lines: [
          {
            kind: "entry",
            amount: 10_000,
            valueDate: "2013-01-15",
            bookingDate: "2013-01-20",
            texts: ["INV-00001"],
          },
          { kind: "entry", amount: 5000, valueDate: "2013-01-20", payer: { name: "B Tester" } },
          { kind: "fee", amount: -750 },
        ],
      },
    ],
  });
});

test("refuses a remittance whose payments do not come to its total", () => {
  expect(read(ROWS.with(2, ["TOTAL", "142.00"]))).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("a difference of -0.50 ZAR"),
  });
  expect(read(ROWS.slice(0, 2))).toMatchObject({
    kind: "refused",
    reason: "Nothing says what was paid over in all.",
  });
});

test("gives the same list of another month other ids, and the same one that comes again the same", () => {
  const ids = (reading: ReturnType<typeof read>) =>
    reading.kind === "read"
      ? reading.statements.flatMap(({ lines }) => lines.map(({ id }) => id))
      : [];

  const first = ids(read(ROWS));

  expect(ids(read(ROWS))).toEqual(first);
  expect(new Set([...first, ...ids(read(ROWS, { ...GIVEN, reference: "PDA 2013 02" }))]).size).toBe(
    6,
  );
});

test("takes the place of the deposit that it came by, and of no other", () => {
  const reading = read(ROWS);
  const remittance = reading.kind === "read" ? reading.statements[0] : undefined;
  if (remittance === undefined) throw new Error("refused");
  const deposit = depositOf("142,50");

  const split = splitDeposit(deposit, "ZAR", remittance);

  expect(split).toMatchObject({
    kind: "split",
    lines: [
      {
        amount: 10_000,
        valueDate: "2013-01-15",
        bookingDate: "2013-01-21",
        deposit: { id: deposit.id, amount: 14_250, parts: 3 },
      },
      { amount: 5000 },
      { amount: -750 },
    ],
  });
  expect(splitDeposit(depositOf("142,49"), "ZAR", remittance)).toEqual({
    kind: "refused",
    reason:
      "The deposit is of 142.49 ZAR, the remittance of 142.50 ZAR: a difference of -0.01 ZAR.",
  });
});
