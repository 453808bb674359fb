import { Readable } from "node:stream";
import { guessTargets } from "./column-guess.ts";
import { dateReader } from "./date-format.ts";
import { detectDelimiter, type Delimiter } from "./delimiter.ts";
import { detectNumberForm, type NumberForm } from "./number-form.ts";
import { detectEncoding, type Encoding } from "./encoding.ts";
import { openTable, textOf } from "./table.ts";
import type { TargetField } from "./target-field.ts";

/** The less common after the more common; `D` and `M` take one digit or two. */
const DATE_FORMATS = [
  "YYYY-MM-DD",
  "YYYY/M/D",
  "D/M/YYYY",
  "M/D/YYYY",
  "D-M-YYYY",
  "M-D-YYYY",
  "D.M.YYYY",
  "D MMM YYYY",
  "D-MMM-YYYY",
  "MMM D, YYYY",
  "YYYYMMDD",
  "YYYY-MM-DD HH:mm:ss",
  "YYYY-MM-DDTHH:mm:ss",
];
const SAMPLE_ROWS = 200;
const SHOWN_CELLS = 5;

export interface DetectedColumn {
  readonly name: string;
  readonly guess: TargetField | undefined;
  /** The first few cells that are not empty; personal data. */
  readonly examples: readonly string[];
}

/** How the sample's dates are written: one format reads them all, or several do and a person must choose. */
export type DetectedDates =
  | { readonly kind: "none" }
  | { readonly kind: "certain"; readonly format: string }
  | { readonly kind: "ambiguous"; readonly formats: readonly string[] };

export interface Detected extends NumberForm {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** 0 where the first record looks like data. */
  readonly headerRow: 0 | 1;
  readonly columns: readonly DetectedColumn[];
  readonly dates: DetectedDates;
}

/**
 * What a file looks like, from its first bytes: a proposal for a person to correct, not yet a mapping.
 *
 * @param sample 64 KB are plenty; what the end cuts through is left out
 * @throws RefusedFileError for an empty file, and what `openTable` refuses
 */
export async function detect(sample: Uint8Array): Promise<Detected> {
  const encoding = detectEncoding(sample);
  const text = wholeRecords(textOf(sample, encoding));
  const delimiter = detectDelimiter(text);
  const form = { delimiter, encoding: "utf-8", quote: '"' } as const;
  const records = await tableOf(text, { ...form, headerRow: 0 });
  const headerRow = looksLikeData(records.rows[0] ?? []) ? 0 : 1;
  const { columns, rows } = headerRow === 0 ? records : await tableOf(text, { ...form, headerRow });
  const guesses = guessTargets(columns);
  const cells = columns.map((_, index) =>
    rows.map((row) => (row[index] ?? "").trim()).filter((cell) => cell !== ""),
  );
  return {
    encoding,
    delimiter,
    headerRow,
    columns: columns.map((name, index) => ({
      name,
      guess: plausible(guesses.get(name), cells[index] ?? []),
      examples: (cells[index] ?? []).slice(0, SHOWN_CELLS),
    })),
    dates: datesOf(cells),
    ...detectNumberForm(cells.flat()),
  };
}

/** Up to the last line break that no quotes surround, for the end of the sample may cut a record; all where there is none. */
function wholeRecords(text: string): string {
  let end = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "\n" || character === "\r")) end = index + 1;
  }
  return end === 0 ? text : text.slice(0, end);
}

async function tableOf(text: string, form: Parameters<typeof openTable>[1]) {
  const table = await openTable(Readable.from([Buffer.from(text)]), form);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of table.rows) {
    rows.push(cells);
    if (rows.length === SAMPLE_ROWS) break;
  }
  return { columns: table.columns, rows };
}

/** Names of columns are words; numbers, dates and addresses are data. */
function looksLikeData(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes("@") || /^[^A-Za-z]*\d[^A-Za-z]*$/.test(cell));
}

/** Headers of codes are used for words and for other codes too: the cells must be such. */
const CODES: Partial<Readonly<Record<TargetField, RegExp>>> = {
  "debtor.country": /^[A-Za-z]{2}$/,
  "debtor.subdivision": /^[A-Za-z]{2}-[A-Za-z0-9]{1,3}(-[A-Za-z]{2,4})?$/,
};

function plausible(
  guess: TargetField | undefined,
  cells: readonly string[],
): TargetField | undefined {
  const code = guess === undefined ? undefined : CODES[guess];
  return code === undefined || cells.every((cell) => code.test(cell)) ? guess : undefined;
}

/** A file has one format of dates; a column is one of dates if a format reads all its cells. */
function datesOf(columns: readonly (readonly string[])[]): DetectedDates {
  const readers = DATE_FORMATS.map((format) => ({ format, read: dateReader(format) }));
  const candidates = columns
    .filter((cells) => cells.length > 0)
    .map((cells) =>
      readers
        .filter(({ read }) => cells.every((cell) => read(cell).kind === "date"))
        .map(({ format }) => format),
    )
    .filter((formats) => formats.length > 0);
  const possible = DATE_FORMATS.filter((format) =>
    candidates.some((formats) => formats.includes(format)),
  );
  const common = possible.filter((format) =>
    candidates.every((formats) => formats.includes(format)),
  );
  const formats = common.length > 0 ? common : possible;
  const [format] = formats;
  if (format === undefined) return { kind: "none" };
  return formats.length === 1 ? { kind: "certain", format } : { kind: "ambiguous", formats };
}
