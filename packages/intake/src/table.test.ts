import { Readable } from "node:stream";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Delimiter } from "./delimiter.ts";
import { RefusedFileError } from "./refused-file.ts";
import { openTable, type TableOptions } from "./table.ts";

const AUTO = { delimiter: "auto", encoding: "auto", quote: '"', headerRow: 1 } as const;

const ENCODERS = {
  "utf-8": (text: string) => Buffer.from(text),
  "utf-16le": (text: string) => Buffer.from(text, "utf16le"),
  "utf-16be": (text: string) => Buffer.from(text, "utf16le").swap16(),
  "windows-1252": (text: string) => Buffer.from(text, "latin1"),
} as const;
const LATIN_CHARACTERS = Array.from("abc ëé09'\"\n\r,;\t|=-");
const LATIN = fc.string({ unit: fc.constantFrom(...LATIN_CHARACTERS) });
const ANY_SCRIPT = fc
  .string({ unit: fc.oneof(fc.string({ unit: "binary", minLength: 1 }), LATIN) })
  .map((text) => text.replaceAll("\0", ""));

/** Reads a table from bytes that arrive in chunks of these sizes, over and over. */
async function readTable(
  bytes: Buffer,
  form: Parameters<typeof openTable>[1] = AUTO,
  {
    chunks = [bytes.length],
    ...options
  }: TableOptions & { readonly chunks?: readonly number[] } = {},
) {
  const { rows, ...table } = await openTable(Readable.from(cut(bytes, chunks)), form, options);
  const records = [];
  for await (const record of rows) records.push(record);
  return { ...table, records };
}

function* cut(bytes: Buffer, sizes: readonly number[]) {
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

function tables(encoding: keyof typeof ENCODERS) {
  return fc.record({
    encoding: fc.constant(encoding),
    rows: fc
      .integer({ min: 1, max: 6 })
      .chain((width) =>
        fc.array(
          fc.array(encoding === "windows-1252" ? LATIN : ANY_SCRIPT, {
            minLength: width,
            maxLength: width,
          }),
          { maxLength: 12 },
        ),
      )
      // Rows that are blank are left out, by design.
      .map((rows) => rows.filter((row) => row.some((cell) => cell.trim() !== ""))),
    delimiter: fc.constantFrom(...Delimiter.options),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
    quoteAll: fc.boolean(),
    mark: fc.boolean(),
    endsWithBreak: fc.boolean(),
    chunks: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
  });
}

describe("a table written as CSV reads back the same", () => {
  test("whatever the cells, quoting, delimiter, line ends, encoding and chunks", async () => {
    const anyTable = fc.oneof(
      tables("utf-8"),
      tables("utf-16le"),
      tables("utf-16be"),
      tables("windows-1252"),
    );

    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const { delimiter, encoding, rows } = table;
        fc.pre(rows.length > 0);
        const cell = (text: string) =>
          table.quoteAll || /[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const lines = rows.map((row) => row.map(cell).join(delimiter));
        const mark = table.mark && encoding !== "windows-1252" ? "\uFEFF" : "";
        const text = mark + lines.join(table.lineEnd) + (table.endsWithBreak ? table.lineEnd : "");
        // A cell that begins with U+FEFF at the very front is a mark.
        fc.pre(mark !== "" || !text.startsWith("\uFEFF"));
        const bytes = ENCODERS[encoding](text.toWellFormed());

        const read = await readTable(bytes, { ...AUTO, delimiter, encoding, headerRow: 0 }, table);

        expect(read.records.map((record) => record.cells)).toEqual(
          rows.map((row) => row.map((each) => each.toWellFormed())),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("with the line that each record begins on", async () => {
    const bytes = Buffer.from('a,b\r\n"1\r\n2\n3",x\r\n\r\n , \r\ny,"\n"\r\nz,w');

    const { records } = await readTable(bytes);

    expect(records).toEqual([
      { line: 2, cells: ["1\r\n2\n3", "x"] },
      { line: 7, cells: ["y", "\n"] },
      { line: 9, cells: ["z", "w"] },
    ]);
  });
});

test.for<readonly [string, keyof typeof ENCODERS, string, string]>([
  ["commas", "utf-8", "a,b,c\n1,2,3\n", ","],
  ["semicolons with decimal commas", "utf-8", "a;b;c\n1,5;2,5;3,5\n4;5;6\n", ";"],
  ["tabs in UTF-16", "utf-16le", "name\tamount\nZoë\t1\n", "\t"],
  ["tabs in UTF-16, the other way round", "utf-16be", "name\tamount\nZoë\t1\n", "\t"],
  ["upright bars in Windows-1252", "windows-1252", "name|amount\nZoë|1\n", "|"],
  ["commas inside quotes do not count", "utf-8", 'a;b\n"x,y,z";1\n"u,v,w";2\n', ";"],
])("finds encoding and delimiter: %s", async ([, encoding, text, delimiter]) => {
  const table = await readTable(ENCODERS[encoding](text));

  expect({ encoding: table.encoding, delimiter: table.delimiter }).toEqual({ encoding, delimiter });
});

test("a file without column names calls them by their places", async () => {
  const table = await readTable(Buffer.from("1,2\n3,4\n"), { ...AUTO, headerRow: 0 });

  expect(table.columns).toEqual(["column 1", "column 2"]);
  expect(table.records.map((record) => record.cells)).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
});

test("titles above the column names are set aside", async () => {
  const table = await readTable(
    Buffer.from("Report of May\n\nHDR,2\na,b\n1,2\n"),
    { ...AUTO, headerRow: 2 },
    {
      headerMarker: "HDR",
    },
  );

  expect(table.columns).toEqual(["a", "b"]);
  expect(table.preamble.map((record) => record.line)).toEqual([1, 3]);
});

const LONG = "x".repeat(1_048_570);

test.for<readonly [what: string, bytes: Buffer, message: string, line: number | undefined]>([
  ["nothing", Buffer.from(""), "The file is empty", undefined],
  ["only blank lines", Buffer.from("\n \n,,\n"), "The file is empty", undefined],
  [
    "a quote that never closes",
    Buffer.from('a,b\n1,2\n3,"4\n5,6\n'),
    "Line 3: A quote that opens in this record is never closed",
    3,
  ],
  [
    "text behind a quote",
    Buffer.from('a,b\n1,"2\n3,"4"\n'),
    "Line 2: A quote stands in the middle of a cell, or one before it is never closed. Quotes inside a cell are doubled",
    2,
  ],
  [
    "a NUL",
    Buffer.from("a,b\n1,2\n3,\0\n"),
    "Line 3: There is a NUL byte, so this is not a text file",
    3,
  ],
  [
    "1,001 columns",
    Buffer.from(`a,b\n1,2\n${",x".repeat(1000)}\n`),
    "Line 3: There are more than 1000 columns",
    3,
  ],
  [
    "a line over 1 MB",
    Buffer.from(`a,b\n1,2\n1,${LONG}12345\n`),
    "Line 3: The line is over 1 MB",
    3,
  ],
  [
    "bytes that are not UTF-8",
    Buffer.concat([Buffer.from("a,b\n".repeat(20_000)), Buffer.from([0x31, 0x2c, 0xe9, 0x0a])]),
    "Line 20001: There are bytes that are not utf-8. Choose the encoding that the file was saved in",
    20_001,
  ],
  [
    "a column named twice",
    Buffer.from("\na,b, a\n1,2,3\n"),
    'Line 2: Columns 1 and 3 are both called "a"',
    2,
  ],
])("refuses %s", async ([, bytes, message, line]) => {
  const reading = readTable(bytes, AUTO, { chunks: [4096] });

  await expect(reading).rejects.toMatchObject({ name: "RefusedFileError", message, line });
});

test("takes a line of 1 MB", async () => {
  const { records } = await readTable(Buffer.from(`a,b\n1,${LONG}1234\n`), AUTO, {
    chunks: [100_000],
  });

  expect(records[0]?.cells[1]).toHaveLength(1_048_574);
});

test("takes 1,000 columns", async () => {
  const columns = Array.from({ length: 1000 }, (_, index) => `c${index}`);

  const table = await readTable(Buffer.from(`${columns.join(",")}\n${",1".repeat(999)}\n`));

  expect(table.columns).toEqual(columns);
});

test("random bytes are read or refused, never more", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .string({ unit: fc.constantFrom(...Array.from('",\n\r\0;a\u00e9')), maxLength: 60 })
      .map((text) => Buffer.from(text)),
  );

  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom('"', "none"), async (random, quote) => {
      const outcome = await readTable(
        Buffer.from(random),
        { ...AUTO, quote },
        { chunks: [7] },
      ).catch((error: unknown) => error);

      expect(outcome instanceof Error && !(outcome instanceof RefusedFileError)).toBe(false);
    }),
    { numRuns: 600 },
  );
});
