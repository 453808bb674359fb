import type { LocalDate } from "@fairflow/calendar";
import { dateReader } from "@fairflow/intake/date-format";
import { readTableAmount } from "../csv/table-amount.ts";
import type { OpenedTable, TableRecord } from "../csv/table-form.ts";
import type { StatementReading } from "../statement.ts";
import type { LineDraft, StatementDraft } from "../statement-draft.ts";
import { accountNumber, oneLine, readingOf, Refusal } from "../statement-reading.ts";
import type { RemittanceLayout } from "./remittance-layout.ts";

export interface GivenRemittance {
  /** The agency's own number of this remittance: the same list of next month is another one. */
  readonly reference: string;
  readonly date: LocalDate;
  /** What was paid over, in minor units; needed where the file does not say. */
  readonly total?: number | undefined;
}

type BadLineDraft = StatementDraft["badLines"][number];

/**
 * Reads a remittance as a statement from zero to its total: a line for each payment, and one with what was kept of them
 * all. Its money is that of one line of a bank statement, which `splitDeposit` finds it in: it must not be booked besides.
 */
export function readRemittance(
  table: OpenedTable,
  layout: RemittanceLayout,
  given: GivenRemittance,
): StatementReading {
  return readingOf(() => {
    const account = accountNumber(given.reference);
    if (account === "") throw new Refusal("The remittance has no number of its own.");
    const readRow = rowReader(table.columns, layout, given);
    const skipped = new Set([layout.total?.marker, ...layout.ignored]);
    const rows = table.rows
      .filter(({ cells }) => !skipped.has(cells[0]?.trim() ?? ""))
      .map(readRow);
    const total = given.total ?? statedTotal([...table.preamble, ...table.rows], layout);
    if (total === undefined) throw new Refusal("Nothing says what was paid over in all.");
    const place = { line: table.rows[0]?.line ?? 1 };
    const fees = rows.reduce((sum, row) => sum + ("draft" in row ? row.fee : 0), 0);
    const draft: StatementDraft = {
      kind: "remittance",
      account,
      number: undefined,
      currency: layout.currency,
      opening: { amount: 0, date: undefined },
      closing: { amount: total, date: given.date },
      lines: [
        ...rows.flatMap((row) => ("draft" in row ? [row.draft] : [])),
        ...(fees === 0 ? [] : [feeLine(fees, given.date, table.rows.at(-1)?.line ?? 1)]),
      ],
      badLines: rows.flatMap((row) => ("draft" in row ? [] : [row])),
      place,
    };
    return [draft];
  });
}

/** @throws Refusal naming the columns that the file lacks */
function rowReader(
  columns: readonly string[],
  layout: RemittanceLayout,
  given: GivenRemittance,
): (record: TableRecord) => { readonly draft: LineDraft; readonly fee: number } | BadLineDraft {
  const missing = new Set<string>();
  const reader = (column: string | undefined) => {
    const place = column === undefined ? -1 : columns.indexOf(column);
    if (column !== undefined && place === -1) missing.add(`"${column}"`);
    return (cells: readonly string[]) => (place === -1 ? "" : oneLine(cells[place] ?? ""));
  };
  const of = layout.columns;
  const reference = reader(of.reference);
  const amount = reader(of.amount);
  const fee = reader(of.fee);
  const paidOn = reader(of.paidOn);
  const payerName = reader(of.payerName);
  const texts = of.texts.map(reader);
  if (missing.size > 0) {
    const names = [...missing].join(", ");
    throw new Refusal(`The file lacks columns that the layout "${layout.name}" names: ${names}.`);
  }
  const readDate = dateReader(layout.file.dates);
  return ({ line, cells }) => {
    const place = { line };
    const paid = readTableAmount(amount(cells), layout.file, layout.currency);
    const kept =
      fee(cells) === "" ? { minor: 0 } : readTableAmount(fee(cells), layout.file, layout.currency);
    if ("fault" in paid) return { place, reason: `The amount ${paid.fault}.`, amount: undefined };
    if ("fault" in kept) return { place, reason: `The fee ${kept.fault}.`, amount: undefined };
    const net = paid.minor - Math.abs(kept.minor);
    if (paid.minor === 0) return { place, reason: "The amount is zero.", amount: net };
    const day = paidOn(cells) === "" ? undefined : readDate(paidOn(cells));
    if (day !== undefined && day.kind !== "date") {
      return { place, reason: "The day of the payment cannot be read.", amount: net };
    }
    const draft: LineDraft = {
      kind: paid.minor < 0 ? "reversal" : "entry",
      valueDate: day?.date ?? given.date,
      bookingDate: given.date,
      amount: paid.minor,
      texts: [reference(cells), ...texts.map((read) => read(cells))].filter((text) => text !== ""),
      payer: { name: payerName(cells) || undefined, account: undefined },
      bankReference: undefined,
      deposit: undefined,
      place,
    };
    return { draft, fee: Math.abs(kept.minor) };
  };
}

function feeLine(fees: number, date: LocalDate, line: number): LineDraft {
  return {
    kind: "fee",
    valueDate: date,
    bookingDate: date,
    amount: -fees,
    texts: ["Kept by the agency"],
    payer: { name: undefined, account: undefined },
    bankReference: undefined,
    deposit: undefined,
    place: { line },
  };
}

/** @throws Refusal */
function statedTotal(
  records: readonly TableRecord[],
  { total, file, currency }: RemittanceLayout,
): number | undefined {
  if (total === undefined) return undefined;
  const [record, second] = records.filter(({ cells }) => cells[0]?.trim() === total.marker);
  if (record === undefined) return undefined;
  if (second !== undefined) throw new Refusal("There are two totals.", { line: second.line });
  const read = readTableAmount(record.cells[total.amount - 1] ?? "", file, currency);
  if ("minor" in read) return read.minor;
  throw new Refusal(`The total ${read.fault}.`, { line: record.line });
}
