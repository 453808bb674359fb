import { csvRecords, type CsvRecord } from "./csv-records.ts";
import { detectDelimiter, type Delimiter } from "./delimiter.ts";
import { detectEncoding, markLength, type Encoding } from "./encoding.ts";
import type { FileForm } from "./mapping.ts";
import { RefusedFileError } from "./refused-file.ts";
import { utf8Lines } from "./utf8-lines.ts";

const SAMPLE_BYTES = 65_536;

/** A file opened as a table. Its rows are read once, as they are asked for. */
export interface Table {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** In the file's order, each name once; a column without a name is called `column 3` by its place. */
  readonly columns: readonly string[];
  /** The records before the one that names the columns, where the file has such. */
  readonly preamble: readonly CsvRecord[];
  readonly rows: AsyncIterable<CsvRecord>;
  /** Lets go of the source. Reading the rows to their end, or leaving a loop over them, does so too. */
  readonly close: () => Promise<void>;
}

export interface TableOptions {
  /** The first cell of a record that stands before the column names and does not count as a row. */
  readonly headerMarker?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a file of bytes as a table, with the encoding and the delimiter found where the form leaves them open.
 *
 * @throws RefusedFileError for an empty file, a header that is missing or names a column twice; reading the rows throws it too
 */
export async function openTable(
  source: AsyncIterable<Uint8Array>,
  form: Pick<FileForm, "delimiter" | "encoding" | "quote" | "headerRow">,
  options: TableOptions = {},
): Promise<Table> {
  const { sample, whole } = await sampled(source);
  const encoding = form.encoding === "auto" ? detectEncoding(sample) : form.encoding;
  const delimiter =
    form.delimiter === "auto" ? detectDelimiter(textOf(sample, encoding)) : form.delimiter;
  const records = csvRecords(
    utf8Lines(whole, encoding),
    { delimiter, quote: form.quote },
    options.signal,
  )[Symbol.asyncIterator]();
  const close = async () => {
    await records.return?.();
  };
  try {
    const { preamble, first } = await untilFirst(records, form.headerRow, options.headerMarker);
    const table = { encoding, delimiter, preamble, close };
    if (form.headerRow === 0) {
      const columns = first.cells.map((_, index) => placeName(index));
      return { ...table, columns, rows: following(records, first) };
    }
    return { ...table, columns: columnNames(first), rows: following(records) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads on to the record that names the columns, or without such a one to the first row. */
async function untilFirst(
  records: AsyncIterator<CsvRecord>,
  headerRow: number,
  headerMarker: string | undefined,
): Promise<{ readonly preamble: readonly CsvRecord[]; readonly first: CsvRecord }> {
  const preamble: CsvRecord[] = [];
  let number = 1;
  for (let next = await records.next(); next.done !== true; next = await records.next()) {
    const isControl = next.value.cells[0]?.trim() === headerMarker;
    if (!isControl && number >= headerRow) return { preamble, first: next.value };
    preamble.push(next.value);
    if (!isControl) number++;
  }
  throw new RefusedFileError(
    preamble.length === 0 ? "The file is empty" : "The file ends before its column names",
  );
}

/** The text of a file's first bytes, for looking at; what the end cut through and what cannot be decoded is replaced. */
export function textOf(sample: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(sample.subarray(markLength(sample, encoding)));
}

/** Reads ahead to the size of a sample, or the end; `whole` gives all bytes, those too. */
async function sampled(source: AsyncIterable<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  const iterator = source[Symbol.asyncIterator]();
  for (let length = 0; length < SAMPLE_BYTES;) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* chunks.splice(0);
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { sample: Buffer.concat(chunks).subarray(0, SAMPLE_BYTES), whole: whole() };
}

/** @throws RefusedFileError where a name stands twice */
function columnNames(header: CsvRecord): readonly string[] {
  const places = new Map<string, number>();
  return header.cells.map((cell, index) => {
    const name = cell.trim() === "" ? placeName(index) : cell.trim();
    const earlier = places.get(name);
    if (earlier !== undefined) {
      throw new RefusedFileError(
        `Columns ${earlier + 1} and ${index + 1} are both called "${name}"`,
        header.line,
      );
    }
    places.set(name, index);
    return name;
  });
}

function placeName(index: number): string {
  return `column ${index + 1}`;
}

async function* following(
  records: AsyncIterator<CsvRecord>,
  first?: CsvRecord,
): AsyncGenerator<CsvRecord, void, undefined> {
  if (first !== undefined) yield first;
  yield* { [Symbol.asyncIterator]: () => records };
}
