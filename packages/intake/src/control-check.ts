import { amountReader } from "./amount.ts";
import { minorDigits } from "./currency.ts";
import type { CsvRecord } from "./csv-records.ts";
import type { ControlRecord, Mapping } from "./mapping.ts";
import { RefusedFileError } from "./refused-file.ts";

/** Compares what a file says that it holds with what it holds. */
export interface ControlCheck {
  /** Whether the record is the trailer; if not it was counted as a row. */
  readonly takes: (record: CsvRecord) => boolean;
  /** @throws RefusedFileError where a control record is missing or does not agree */
  readonly finish: () => void;
}

/**
 * Rows at fault count too: what is checked is whether the file arrived whole.
 *
 * @throws RefusedFileError where the header control record is missing
 */
export function controlCheck(
  mapping: Mapping,
  columns: readonly string[],
  preamble: readonly CsvRecord[],
): ControlCheck {
  const { header, trailer } = mapping.controls;
  const headerRecord = preamble.find((record) => isMarked(record, header));
  if (header !== undefined && headerRecord === undefined) {
    throw new RefusedFileError(
      `The file does not begin with its control record "${header.marker}"`,
    );
  }
  const amountOf = totalReader(mapping, columns);
  let trailerRecord: CsvRecord | undefined;
  let rows = 0;
  let total = 0n;
  let unread = 0;
  return {
    takes: (record) => {
      if (trailerRecord !== undefined) {
        throw new RefusedFileError("There are rows after the trailer", record.line);
      }
      if (isMarked(record, trailer)) {
        trailerRecord = record;
        return true;
      }
      rows++;
      const amount = amountOf?.(record);
      if (amount === undefined) unread++;
      else total += BigInt(amount);
      return false;
    },
    finish: () => {
      if (trailer !== undefined && trailerRecord === undefined) {
        throw new RefusedFileError(
          `The file ends without its trailer "${trailer.marker}", so a part of it may be missing`,
        );
      }
      const found = { rows, total, unread };
      if (header !== undefined) compare(mapping, header, headerRecord, found);
      if (trailer !== undefined) compare(mapping, trailer, trailerRecord, found);
    },
  };
}

function isMarked(record: CsvRecord, control: ControlRecord | undefined): boolean {
  return control !== undefined && record.cells[0]?.trim() === control.marker;
}

/** Reads the amounts that a total is the sum of; `undefined` where no control record has a total. */
function totalReader(mapping: Mapping, columns: readonly string[]) {
  const { header, trailer, totalOf } = mapping.controls;
  const source = totalOf === undefined ? undefined : mapping.columns[totalOf];
  if (source === undefined || (header?.total === undefined && trailer?.total === undefined))
    return undefined;
  const index = columns.indexOf(typeof source === "string" ? source : source.column);
  const read = fileAmount(mapping);
  return (record: CsvRecord) => read(record.cells[index] ?? "");
}

/** Reads amounts in the file's currency; an empty cell adds nothing. */
function fileAmount(mapping: Mapping): (text: string) => number | undefined {
  const read = amountReader(mapping.file);
  const currency = mapping.constants["account.currency"] ?? "";
  const digits = minorDigits(currency) ?? 0;
  return (text) => {
    if (text.trim() === "") return 0;
    const result = read(text.trim(), currency, digits);
    return result.kind === "amount" ? result.minor : undefined;
  };
}

function compare(
  mapping: Mapping,
  control: ControlRecord,
  record: CsvRecord | undefined,
  found: { readonly rows: number; readonly total: bigint; readonly unread: number },
): void {
  const cell = (place: number) => (record?.cells[place - 1] ?? "").trim();
  if (control.count !== undefined) {
    const stated = cell(control.count);
    if (!/^\d{1,15}$/.test(stated) || Number(stated) !== found.rows) {
      throw new RefusedFileError(
        `The control record "${control.marker}" does not state the ${found.rows} rows that the file has`,
        record?.line,
      );
    }
  }
  if (control.total !== undefined) {
    const stated = fileAmount(mapping)(cell(control.total));
    if (stated === undefined || BigInt(stated) !== found.total) {
      const unread = found.unread > 0 ? ` (amounts that cannot be read: ${found.unread})` : "";
      throw new RefusedFileError(
        `The total of the control record "${control.marker}" is not the sum of the rows' amounts${unread}`,
        record?.line,
      );
    }
  }
}
