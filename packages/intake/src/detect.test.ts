import * as fc from "fast-check";
import { expect, test } from "vitest";
import { detect, type DetectedDates } from "./detect.ts";
import { madeUpLedger } from "./made-up-ledger.ts";
import { RefusedFileError } from "./refused-file.ts";

test("finds out the form of a ledger", async () => {
  const found = await detect(Buffer.from(madeUpLedger({ seed: 1 })).subarray(0, 65_536));

  expect({ ...found, columns: found.columns.map(({ name, guess }) => [name, guess]) }).toEqual({
    encoding: "utf-8",
    delimiter: ",",
    headerRow: 1,
    columns: [
      ["countryCode", undefined],
      ["customerID", "debtor.reference"],
      ["PaperlessDate", undefined],
      ["invoiceNumber", "account.reference"],
      ["InvoiceDate", "account.opened_on"],
      ["DueDate", "account.due_date"],
      ["InvoiceAmount", "account.amount"],
      ["Disputed", undefined],
      ["SettledDate", undefined],
      ["PaperlessBill", "debtor.preferred_channel"],
      ["DaysToSettle", undefined],
      ["DaysLate", undefined],
    ],
    dates: { kind: "certain", format: "M/D/YYYY" },
    decimal: ".",
    thousands: "",
  });
});

test("finds out the form of an Afrikaans file with decimal commas", async () => {
  const text =
    'Kliëntnommer;Voornaam;Van;Selfoon;E-pos;Vervaldatum;Uitstaande bedrag;Taal\n7;Zoë;Nel;082 123 4567;z@example.org;31/03/2024;"R 12 345,60";af\n';

  const found = await detect(Buffer.from(text, "latin1"));

  expect({ ...found, columns: found.columns.map(({ guess }) => guess) }).toEqual({
    encoding: "windows-1252",
    delimiter: ";",
    headerRow: 1,
    columns: [
      "debtor.reference",
      "debtor.first_name",
      "debtor.last_name",
      "debtor.phone",
      "debtor.email",
      "account.due_date",
      "account.balance",
      "debtor.language",
    ],
    dates: { kind: "certain", format: "D/M/YYYY" },
    decimal: ",",
    thousands: " ",
  });
});

test.for<readonly [cells: readonly string[], dates: DetectedDates]>([
  [["1/2/2024", "3/4/2024"], { kind: "ambiguous", formats: ["D/M/YYYY", "M/D/YYYY"] }],
  [["1/2/2024", "13/4/2024"], { kind: "certain", format: "D/M/YYYY" }],
  [["1/2/2024", "4/13/2024"], { kind: "certain", format: "M/D/YYYY" }],
  [["2024-01-02"], { kind: "certain", format: "YYYY-MM-DD" }],
  [["2024-02-30"], { kind: "none" }],
  [["soon"], { kind: "none" }],
])("says of the dates %j: %j", async ([cells, dates]) => {
  const found = await detect(
    Buffer.from(`name,due\n${cells.map((cell) => `x,${cell}\n`).join("")}`),
  );

  expect(found.dates).toEqual(dates);
});

test("sees that a file has no names for its columns", async () => {
  const found = await detect(Buffer.from("C1,2024-01-31,12.50\nC2,2024-02-29,1.00\n"));

  expect([found.headerRow, found.columns.map(({ name }) => name)]).toEqual([
    0,
    ["column 1", "column 2", "column 3"],
  ]);
});

test("takes a sample that ends within quotes", async () => {
  const found = await detect(Buffer.from('name,address\nA,"1 Long\nStreet"\nB,"2 Short'));

  expect(found.columns.map(({ examples }) => examples)).toEqual([["A"], ["1 Long\nStreet"]]);
});

test("random bytes are described or refused, never more", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const outcome = await detect(bytes).catch((error: unknown) => error);

      expect(outcome instanceof Error && !(outcome instanceof RefusedFileError)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
