import type { Zones } from "@fairflow/calendar";
import type { BadRow } from "./bad-row.ts";
import { controlCheck, type ControlCheck } from "./control-check.ts";
import type { CsvRecord } from "./csv-records.ts";
import type { Mapping } from "./mapping.ts";
import { badRow, rowReader, type GoodRow } from "./row-reader.ts";
import { SeenReferences } from "./seen-references.ts";
import { openTable, type Table } from "./table.ts";

const ROWS_PER_REPORT = 1000;

export interface ReadProgress {
  /** Bytes taken from the source; ahead of the rows by what is held in between. */
  readonly bytes: number;
  /** Good and bad ones. */
  readonly rows: number;
  readonly badRows: number;
}

export interface ReadOptions {
  readonly zones: Zones;
  /** Called every 1,000 rows, and once at the end. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  /** Ends the reading with an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
}

/** `ReadProgress` while it grows. */
interface Count {
  bytes: number;
  rows: number;
  badRows: number;
}

/** The rows of a file together with what was found out about its form. */
export interface OpenedAccounts {
  readonly table: Pick<Table, "columns" | "delimiter" | "encoding" | "close">;
  /** Not asked for, they keep the source open until `table.close()`. */
  readonly rows: AsyncIterable<GoodRow | BadRow>;
}

/**
 * Opens a file of accounts. Rows are read as they are asked for, so a slow reader holds the source back, and of the file
 * only some pieces are held; what grows is the memory of the references seen, 16 to 32 bytes a row.
 *
 * A file whose trailer does not agree is refused after its rows: keep nothing before the end.
 *
 * @throws RefusedFileError here and while the rows are read, for what concerns the file and not one row
 */
export async function openAccounts(
  source: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  options: ReadOptions,
): Promise<OpenedAccounts> {
  const count: Count = { bytes: 0, rows: 0, badRows: 0 };
  const table = await openTable(counted(source, count), mapping.file, {
    headerMarker: mapping.controls.header?.marker,
    signal: options.signal,
  });
  try {
    const reader = {
      read: rowReader(mapping, table.columns, options.zones),
      check: controlCheck(mapping, table.columns, table.preamble),
    };
    return { table, rows: accountsOf(table, mapping, reader, { count, ...options }) };
  } catch (error) {
    await table.close();
    throw error;
  }
}

/** The rows of a file of accounts: `openAccounts` for those who need nothing else. */
export async function* readAccounts(
  source: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  options: ReadOptions,
): AsyncGenerator<GoodRow | BadRow, void, undefined> {
  const { rows } = await openAccounts(source, mapping, options);
  yield* rows;
}

async function* accountsOf(
  table: Table,
  mapping: Mapping,
  { read, check }: { readonly read: ReturnType<typeof rowReader>; readonly check: ControlCheck },
  { count, onProgress }: Pick<ReadOptions, "onProgress"> & { readonly count: Count },
): AsyncGenerator<GoodRow | BadRow, void, undefined> {
  const source = mapping.columns["account.reference"];
  const referenceColumn = typeof source === "object" ? source.column : source;
  const seen = new SeenReferences();
  for await (const record of table.rows) {
    if (check.takes(record)) continue;
    const result = onceOnly(record, read(record), seen, referenceColumn);
    count.rows++;
    if (result.kind === "bad-row") count.badRows++;
    if (count.rows % ROWS_PER_REPORT === 0) onProgress?.({ ...count });
    yield result;
  }
  check.finish();
  onProgress?.({ ...count });
}

/** Of two good rows with the same account reference the second is a bad one. */
function onceOnly(
  record: CsvRecord,
  result: GoodRow | BadRow,
  seen: SeenReferences,
  column: string | undefined,
): GoodRow | BadRow {
  if (result.kind === "bad-row") return result;
  const { reference } = result.row.account;
  const earlier = seen.add(reference, record.line);
  if (earlier === undefined) return result;
  const reason = `The same account stands on line ${earlier} already.`;
  return badRow(record, { column, reason, value: reference }, []);
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  count: Count,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) {
    count.bytes += chunk.length;
    yield chunk;
  }
}
