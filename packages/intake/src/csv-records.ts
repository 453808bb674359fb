import { addAbortSignal, pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Delimiter } from "./delimiter.ts";
import { RefusedFileError } from "./refused-file.ts";

const MAX_COLUMNS = 1000;
const MAX_RECORD_BYTES = 1_048_576;
const MISPLACED_QUOTE =
  "A quote stands in the middle of a cell, or one before it is never closed. Quotes inside a cell are doubled";
/** By the parser's code of the error. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["CSV_QUOTE_NOT_CLOSED", "A quote that opens in this record is never closed"],
  [
    "CSV_MAX_RECORD_SIZE",
    "The record that begins here is over 1 MB. Perhaps a quote is never closed",
  ],
  ["CSV_INVALID_CLOSING_QUOTE", MISPLACED_QUOTE],
  ["INVALID_OPENING_QUOTE", MISPLACED_QUOTE],
]);
const LINE_BREAK = /\r\n|\n|\r/g;

/** One record of a file that is not blank, with the line it begins on, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvForm {
  readonly delimiter: Delimiter;
  readonly quote: '"' | "none";
}

/**
 * The records of a CSV file as RFC 4180 has them, with any line breaks and several delimiters. Blank lines are left out.
 *
 * @param source UTF-8 in whole lines
 * @throws RefusedFileError for quotes that do not fit, records over 1 MB and more than 1,000 cells, with their line
 */
export function csvRecords(
  source: AsyncIterable<Buffer>,
  form: CsvForm,
  signal?: AbortSignal,
): AsyncIterable<CsvRecord> {
  let nextLine = 1;
  let linesSeen = 0;
  // The parser hands on arrays of cells only; the lines of those that it holds ready wait here.
  const lines: number[] = [];
  const parser = parse({
    bom: false,
    delimiter: form.delimiter,
    quote: form.quote === "none" ? false : form.quote,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
    on_record: (cells, info) => {
      const line = nextLine;
      // The parser counts a break of two characters twice where it stands in a cell, so those are counted here.
      nextLine += info.lines - linesSeen <= 1 ? 1 : 1 + breaksIn(cells);
      linesSeen = info.lines;
      if (cells.length > MAX_COLUMNS) {
        throw new RefusedFileError(`There are more than ${MAX_COLUMNS} columns`, line);
      }
      if (cells.every(isBlank)) return null;
      lines.push(line);
      return cells;
    },
  });
  if (signal !== undefined) addAbortSignal(signal, parser);
  // A failure destroys the parser with the error, and whoever iterates it meets it there.
  pipeline(Readable.from(source, { objectMode: false }), parser, () => {});
  return numbered(parser, lines, () => nextLine);
}

async function* numbered(
  records: AsyncIterable<readonly string[]>,
  lines: number[],
  lineOfFault: () => number,
): AsyncGenerator<CsvRecord, void, undefined> {
  try {
    for await (const cells of records) yield { line: lines.shift() ?? 0, cells };
  } catch (error) {
    if (error instanceof CsvError) throw refusal(error, lineOfFault());
    throw error;
  }
}

function refusal(error: CsvError, line: number): RefusedFileError {
  const sentence = SENTENCES.get(error.code) ?? "The record cannot be read";
  return new RefusedFileError(sentence, line, { cause: error });
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(LINE_BREAK)?.length ?? 0), 0);
}

function isBlank(cell: string): boolean {
  return cell.trim() === "";
}
