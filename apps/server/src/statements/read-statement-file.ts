import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { isLocalDate } from "@fairflow/calendar";
import type { StatementReadingChoice } from "@fairflow/contract";
import { readStatementLayout, type StoredStatementFile, type Transaction } from "@fairflow/db";
import { openTable, RefusedFileError } from "@fairflow/intake";
import {
  formatOf,
  readCamt053,
  readCsvStatement,
  readMt940,
  readRemittance,
  RemittanceLayout,
  StatementLayout,
  type OpenedTable,
  type StatementReading,
  type TableForm,
  type TableRecord,
} from "@fairflow/statements";
import { HttpError } from "../http/http-error.ts";

const HEAD_BYTES = 4_096;

/** In which format a file is, as its first bytes tell. */
export async function statementFormat(path: string): Promise<StoredStatementFile["format"]> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return formatOf(decoded(buffer.subarray(0, bytesRead)));
  } finally {
    await file.close();
  }
}

/**
 * Reads a file that was brought, whole. What is wrong with it is an answer; what is wrong with how it was to be read, an error.
 *
 * @throws HttpError where a layout is needed, or does not exist, or needs something that was not given
 */
export async function readStatementFile(
  tx: Transaction,
  file: { readonly path: string; readonly format: StoredStatementFile["format"] },
  choice: StatementReadingChoice,
): Promise<StatementReading> {
  switch (file.format) {
    case "mt940":
      return readMt940(decoded(await readFile(file.path)));
    case "camt053":
      return readCamt053(decoded(await readFile(file.path)));
    case "table":
      return readTableFile(tx, file.path, choice);
  }
}

async function readTableFile(
  tx: Transaction,
  path: string,
  choice: StatementReadingChoice,
): Promise<StatementReading> {
  if (choice.layout === undefined) throw invalid("Say by which layout this table is read.");
  const stored = await readStatementLayout(tx, choice.layout);
  if (stored === undefined) throw invalid(`There is no layout "${choice.layout}".`);
  const { account, number, opening, closing, date, total } = choice;
  try {
    if (stored.kind === "statement") {
      const layout = StatementLayout.parse(stored.document);
      if (account === undefined) throw invalid("Say of which bank account this is.");
      const table = await wholeTable(path, layout.file);
      return readCsvStatement(table, layout, { account, number, opening, closing });
    }
    const layout = RemittanceLayout.parse(stored.document);
    if (account === undefined || date === undefined || !isLocalDate(date)) {
      throw invalid("Say the agency's number of this remittance, and its day.");
    }
    const table = await wholeTable(path, layout.file);
    return readRemittance(table, layout, { reference: account, date, total });
  } catch (cause) {
    if (!(cause instanceof RefusedFileError)) throw cause;
    return { kind: "refused", reason: `${cause.message}.`, place: undefined, badLines: [] };
  }
}

async function wholeTable(path: string, form: TableForm): Promise<OpenedTable> {
  const table = await openTable(createReadStream(path), form);
  const rows: TableRecord[] = [];
  for await (const row of table.rows) rows.push(row);
  return { columns: table.columns, preamble: table.preamble, rows };
}

/** Banks write UTF-8, and what is not that Windows-1252. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    // What the end of a sample cuts through is no fault of the file.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, {
      stream: bytes.length === HEAD_BYTES,
    });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function invalid(message: string): HttpError {
  return new HttpError("invalid", message);
}
