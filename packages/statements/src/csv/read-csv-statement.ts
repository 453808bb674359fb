import { dateReader } from "@fairflow/intake/date-format";
import type { Statement, StatementReading } from "../statement.ts";
import { accountNumber, readingOf, Refusal } from "../statement-reading.ts";
import { amountInWords } from "../minor-units.ts";
import type { StatementDraft } from "../statement-draft.ts";
import { columnPlaces } from "./column-places.ts";
import { lineReader, type TableLine } from "./csv-line.ts";
import type { StatementLayout } from "./statement-layout.ts";
import { readTableAmount } from "./table-amount.ts";
import type { OpenedTable, TableRecord } from "./table-form.ts";

/** What a file does not say and the person who brings it does. */
export interface GivenStatement {
  readonly account: string;
  readonly number?: string | undefined;
  /** Minor units. */
  readonly opening?: number | undefined;
  readonly closing?: number | undefined;
}

/** Reads a bank statement that is a table, by a saved layout. */
export function readCsvStatement(
  table: OpenedTable,
  layout: StatementLayout,
  given: GivenStatement,
): StatementReading {
  return readingOf(() => {
    const columns = columnPlaces(table.columns, layout);
    const records = [...table.preamble, ...table.rows];
    const readLine = lineReader(layout, columns, dateReader(layout.file.dates));
    const isLine = lineTest(layout);
    const lines = table.rows.filter(isLine).map(readLine);
    const first = { line: table.rows[0]?.line ?? 1 };
    const chain = columns.balance === undefined ? undefined : balancesOf(lines, layout.currency);
    const stated = (which: "opening" | "closing") =>
      given[which] ?? recordedBalance(records, layout, which) ?? chain?.[which];
    const opening = stated("opening");
    const closing = stated("closing");
    if (opening === undefined || closing === undefined) {
      const missing = opening === undefined ? "opening" : "closing";
      throw new Refusal(`Nothing says what the ${missing} balance is, so no line can be trusted.`);
    }
    const dates = lines.flatMap((line) => (line.kind === "line" ? [line.draft.bookingDate] : []));
    const draft: StatementDraft = {
      kind: "bank",
      account: accountNumber(given.account),
      number: given.number,
      currency: layout.currency,
      opening: { amount: opening, date: undefined },
      closing: { amount: closing, date: dates.toSorted().at(-1) } satisfies Statement["closing"],
      lines: lines.flatMap((line) => (line.kind === "line" ? [line.draft] : [])),
      badLines: lines.flatMap((line) => (line.kind === "bad" ? [line.badLine] : [])),
      place: first,
    };
    return [draft];
  });
}

function lineTest({ records }: StatementLayout): (record: TableRecord) => boolean {
  const others = new Set(
    [records.opening?.marker, records.closing?.marker, ...records.ignored].filter(
      (marker) => marker !== undefined,
    ),
  );
  return ({ cells }) => {
    const marker = cells[0]?.trim() ?? "";
    return records.line === undefined ? !others.has(marker) : marker === records.line;
  };
}

/** @throws Refusal where the record is there twice, or its amount cannot be read */
function recordedBalance(
  records: readonly TableRecord[],
  layout: StatementLayout,
  which: "opening" | "closing",
): number | undefined {
  const form = layout.records[which];
  if (form === undefined) return undefined;
  const [record, second] = records.filter(({ cells }) => cells[0]?.trim() === form.marker);
  if (record === undefined) return undefined;
  if (second !== undefined) {
    throw new Refusal(`There are two records of the ${which} balance.`, { line: second.line });
  }
  const read = readTableAmount(record.cells[form.amount - 1] ?? "", layout.file, layout.currency);
  if ("minor" in read) return read.minor;
  throw new Refusal(`The ${which} balance ${read.fault}.`, { line: record.line });
}

/**
 * What the running balance says of the whole, the oldest line first or the newest.
 *
 * @throws Refusal where it does not run on from line to line, with the first such place
 */
function balancesOf(
  lines: readonly TableLine[],
  currency: string,
): { readonly opening: number; readonly closing: number } | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const forward = firstGap(lines);
  const backward = firstGap(lines.toReversed());
  // Where a few lines cancel one another out it runs on either way; then their days decide.
  const isForward =
    forward === undefined && (backward !== undefined || dayOf(first) <= dayOf(last));
  const [from, to] = isForward ? [first, last] : [last, first];
  if (forward === undefined || backward === undefined) {
    if (from.balance === undefined || from.amount === undefined || to.balance === undefined) {
      return undefined;
    }
    return { opening: from.balance - from.amount, closing: to.balance };
  }
  const { line, difference } = forward;
  const gap =
    difference === undefined ? "" : `: a difference of ${amountInWords(difference, currency)}`;
  throw new Refusal(`The running balance does not follow from the line before${gap}.`, { line });
}

function dayOf(line: TableLine): string {
  return line.kind === "line" ? line.draft.bookingDate : "";
}

function firstGap(
  lines: readonly Pick<TableLine, "amount" | "balance" | "line">[],
): { readonly line: number; readonly difference: number | undefined } | undefined {
  for (const [index, { amount, balance, line }] of lines.entries()) {
    if (amount === undefined || balance === undefined) return { line, difference: undefined };
    const before = lines[index - 1]?.balance;
    if (before === undefined || before + amount === balance) continue;
    return { line, difference: balance - before - amount };
  }
  return undefined;
}
