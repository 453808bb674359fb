import type { LocalDate } from "@fairflow/calendar";
import { dateReader, type AccountRow } from "@fairflow/intake";
import { CommandError } from "../command-error.ts";

/** Which columns of a file say what became of an account. */
export interface HistoryColumns {
  readonly settled: string | undefined;
  readonly disputed: string | undefined;
}

/** What became of an account, as its row says. */
export interface RowHistory {
  readonly settledOn: LocalDate | null;
  readonly disputed: boolean;
}

/** Reads `settled=SettledDate,disputed=Disputed`. */
export function parseHistoryColumns(text: string): HistoryColumns {
  const columns = new Map<string, string>();
  for (const part of text.split(",")) {
    const at = part.indexOf("=");
    const [fact, column] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at < 0 || column === "" || (fact !== "settled" && fact !== "disputed")) {
      throw new CommandError(
        `--history reads settled=COLUMN,disputed=COLUMN; "${part}" is neither.`,
      );
    }
    columns.set(fact, column);
  }
  return { settled: columns.get("settled"), disputed: columns.get("disputed") };
}

/** @returns a reader of one row; what it cannot read is a sentence that names the column */
export function historyReader(
  { settled, disputed }: HistoryColumns,
  dateFormat: string,
): (row: AccountRow) => RowHistory | string {
  const readDate = dateReader(dateFormat);
  return ({ raw }) => {
    for (const column of [settled, disputed]) {
      if (column !== undefined && !Object.hasOwn(raw, column))
        return `There is no column ${column}`;
    }
    const settledText = settled === undefined ? "" : (raw[settled] ?? "").trim();
    const disputedText = disputed === undefined ? "" : (raw[disputed] ?? "").trim().toLowerCase();
    const date = settledText === "" ? null : readDate(settledText);
    if (date !== null && date.kind !== "date")
      return `${settled}: not a date of the form ${dateFormat}`;
    const answer = ANSWERS.get(disputedText);
    if (answer === undefined) return `${disputed}: neither Yes nor No`;
    return { settledOn: date?.date ?? null, disputed: answer };
  };
}

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["y", true],
  ["true", true],
  ["1", true],
  ["no", false],
  ["n", false],
  ["false", false],
  ["0", false],
  ["", false],
]);
