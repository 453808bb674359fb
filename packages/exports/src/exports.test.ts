import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { Table } from "./table.ts";
import { toCsv } from "./to-csv.ts";
import { toXlsx } from "./to-xlsx.ts";

const FORMULAS = [
  "=1+1",
  "+27821234567",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "\0=1",
  "  =1",
  "\u{feff}=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
  '=HYPERLINK("http://example.test","x")',
  "=cmd|' /C calc'!A0",
];

test.for(FORMULAS)(
  "%j is text in CSV and in a workbook, in a cell and in a heading",
  async (formula) => {
    const table = {
      ...textTable([formula]),
      columns: [{ heading: formula, kind: "text" as const }],
    };

    const cells = readCsv(toCsv(table)).flat();
    const sheet = await sheetOf(table);

    expect(cells).toEqual([`'${formula}`, `'${formula}`]);
    expect(sheet).not.toContain("<f>");
    expect(sheet).not.toMatch(/<t[^>]*>[\s\0]*[=+\-@＝＋－＠]/u);
  },
);

test("any text comes back from CSV as it was, but for the apostrophe of a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (texts) => {
      const cells = readCsv(toCsv(textTable(texts)))
        .slice(1)
        .flat();

      expect(cells.map((cell, index) => (cell === texts[index] ? cell : cell.slice(1)))).toEqual(
        texts,
      );
    }),
  );
});

test("numbers, money, shares and empty cells are told as such", async () => {
  const table: Table = {
    name: "Collected: July/August",
    columns: [
      { heading: "Day", kind: "date" },
      { heading: "Payments", kind: "number" },
      { heading: "Collected", kind: "money", currency: "ZAR" },
      { heading: "Yen", kind: "money", currency: "JPY" },
      { heading: "Rate", kind: "share" },
    ],
    rows: [
      ["2026-07-01", 12, -1_234_505, 700, 0.125],
      ["2026-07-02", 0, 5, null, null],
    ],
    notes: ["Collected is what came in, by value date."],
  };

  const sheet = await sheetOf(table);

  expect(toCsv(table)).toBe(
    "\u{feff}Day,Payments,Collected,Yen,Rate\r\n2026-07-01,12,-12345.05,700,0.125\r\n2026-07-02,0,0.05,,\r\n",
  );
  expect(sheet.match(/<v>-?[\d.]+<\/v>/g)).toContain("<v>-12345.05</v>");
  expect(sheet).toContain("Collected is what came in, by value date.");
});

function textTable(texts: readonly string[]): Table {
  return {
    name: "Texts",
    columns: [{ heading: "Text", kind: "text" }],
    rows: texts.map((text) => [text]),
  };
}

function readCsv(csv: string): readonly (readonly string[])[] {
  return parse(csv, { bom: true, skip_empty_lines: false, relax_column_count: true });
}

/** The first sheet with the texts that it refers to. */
async function sheetOf(table: Table): Promise<string> {
  const files = unzipSync(await toXlsx([table]));
  return Object.entries(files)
    .filter(([name]) => name.includes("sheet1.xml") || name.includes("sharedStrings"))
    .map(([, bytes]) => strFromU8(bytes))
    .join("\n");
}
