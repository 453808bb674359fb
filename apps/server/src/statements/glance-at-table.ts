import { createReadStream } from "node:fs";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import { listPortfolios, type Transaction } from "@fairflow/db";
import { openTable, RefusedFileError } from "@fairflow/intake";
import { HttpError } from "../http/http-error.ts";

const SAMPLE_ROWS = 8;

/** Words of column names, the likeliest meaning first. */
const GUESSES = {
  bookingDate: /^(date|booking date|transaction date|posting date|datum|entry date)$/i,
  valueDate: /value|effective/i,
  amount: /^amount|bedrag|^value$/i,
  debit: /debit|money out|withdraw/i,
  credit: /credit|money in|deposit/i,
  balance: /balance/i,
  payerName: /payer|name|remitter/i,
  payerAccount: /payer account|account number|from account|iban/i,
  bankReference: /^reference$|bank ref|transaction id/i,
} as const;
const TEXTS = /description|detail|narrative|text|reference|remark/i;

/**
 * What a table looks like, with a first guess of a bank's layout.
 *
 * @throws HttpError for a file that is no table
 */
export async function glanceAtTable(
  tx: Transaction,
  path: string,
  fileName: string,
): Promise<OutputOf<Endpoints["statementGlance"]>> {
  const form = { delimiter: "auto", encoding: "auto", quote: '"', headerRow: 1 } as const;
  try {
    const table = await openTable(createReadStream(path), form);
    const sample: string[][] = [];
    for await (const { cells } of table.rows) {
      sample.push([...cells]);
      if (sample.length === SAMPLE_ROWS) break;
    }
    const columns = [...table.columns];
    const currency = (await listPortfolios(tx)).at(-1)?.currency ?? "ZAR";
    const { delimiter, encoding } = table;
    return {
      columns,
      sample,
      delimiter,
      encoding,
      guess: {
        schema: "fairflow.statement-layout/1",
        name: fileName.replace(/\.[^.]*$/, "").slice(0, 100) || "Bank",
        file: { delimiter, encoding, headerRow: 1, dates: datesOf(columns, sample), decimal: "." },
        currency,
        columns: columnsOf(columns),
      },
    };
  } catch (cause) {
    if (!(cause instanceof RefusedFileError)) throw cause;
    throw new HttpError("invalid", `${cause.message}.`, { cause });
  }
}

function columnsOf(columns: readonly string[]) {
  const guessed = Object.fromEntries(
    Object.entries(GUESSES).flatMap(([target, words]) => {
      const found = columns.find((column) => words.test(column));
      return found === undefined ? [] : [[target, found]];
    }),
  );
  const texts = columns.filter((column) => TEXTS.test(column)).slice(0, 10);
  const { debit: _, credit: __, ...withAmount } = guessed;
  return { ...(guessed["amount"] === undefined ? guessed : withAmount), texts };
}

const DATES: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, "YYYY-MM-DD"],
  [/^\d{4}\/\d{2}\/\d{2}$/, "YYYY/MM/DD"],
  [/^\d{8}$/, "YYYYMMDD"],
  [/^\d{2}\.\d{2}\.\d{4}$/, "DD.MM.YYYY"],
  [/^\d{1,2}\/\d{1,2}\/\d{4}$/, "D/M/YYYY"],
  [/^\d{1,2}-\d{1,2}-\d{4}$/, "D-M-YYYY"],
  [/^\d{1,2} [A-Za-z]{3} \d{4}$/, "D MMM YYYY"],
];

function datesOf(columns: readonly string[], sample: readonly (readonly string[])[]): string {
  const place = columns.findIndex((column) => GUESSES.bookingDate.test(column));
  const values = sample.map((cells) => cells[place] ?? "").filter((cell) => cell !== "");
  const found = DATES.find(
    ([form]) => values.length > 0 && values.every((value) => form.test(value.trim())),
  );
  return found?.[1] ?? "YYYY-MM-DD";
}
