import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { BadRow } from "./bad-row.ts";
import { problemsToCsv } from "./problems-to-csv.ts";
import { openTable } from "./table.ts";

function badRow(cells: readonly string[], ...reasons: readonly [string, ...string[]]): BadRow {
  const [first, ...others] = reasons.map((reason) => ({
    column: undefined,
    reason,
    value: undefined,
  }));
  if (first === undefined) throw new Error("A bad row has a reason");
  return { kind: "bad-row", line: 7, faults: [first, ...others], cells };
}

test("lists the cells as they were, the line and all reasons", () => {
  const csv = [
    ...problemsToCsv(["name", "note"], [badRow(["Zoë", 'a "b", c\nd'], "One.", "Two.")]),
  ];

  expect(csv).toEqual([
    "\uFEFFname,note,Import line,Import reason\r\n",
    'Zoë,"a ""b"", c\nd",7,One. Two.\r\n',
  ]);
});

test.for(["=1+1", "+27821234567", "-5.00", "@SUM(A1)", "\t=1", "\r=1", "＝1"])(
  "keeps a spreadsheet from running %j",
  (cell) => {
    const [, line = ""] = problemsToCsv(["a"], [badRow([cell], "No.")]);

    expect(line.replace(/^"/, "").startsWith(`'${cell}`)).toBe(true);
  },
);

test("a list that is uploaded again and listed again has its two columns once", async () => {
  const first = [...problemsToCsv(["a"], [badRow(["x"], "No.")])].join("");
  const table = await openTable(Readable.from([Buffer.from(first)]), {
    delimiter: ",",
    encoding: "auto",
    quote: '"',
    headerRow: 1,
  });

  const [header] = problemsToCsv(table.columns, []);

  expect(table.columns).toEqual(["a", "Import line", "Import reason"]);
  expect(header).toBe("\uFEFFa,Import line,Import reason\r\n");
});
