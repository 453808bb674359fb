import { createReadStream } from "node:fs";
import { zones } from "@fairflow/calendar/zones";
import { openTable, RefusedFileError } from "@fairflow/intake";
import { CommandError } from "../command-error.ts";
import { problemsOf } from "@fairflow/flow";
import { readText, reasonOf, refusal } from "../read-files.ts";
import { RowMapping, RowMappingError, rowReader, type RowForm } from "./row-mapping.ts";

/** A row of a file, and the line that it begins on, counted from 1. */
export interface FileRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

const ROWS_AT_ONCE = 500;

/** Reads the mapping file, or none. @throws CommandError */
export async function readRowMapping(path: string | undefined): Promise<RowMapping> {
  if (path === undefined) return RowMapping.parse({});
  const text = await readText(path);
  const parsed = RowMapping.safeParse(parsedJson(text, path));
  if (parsed.success) return parsed.data;
  throw refusal(`${path} is no mapping of rows`, problemsOf(parsed.error));
}

/** The rows of a CSV file, some hundred at a time. @throws CommandError that carries nothing of the file but names */
export async function* readRows(
  file: string,
  mapping: RowMapping,
  form: RowForm,
): AsyncGenerator<readonly FileRow[]> {
  try {
    const table = await openTable(bytesOf(file), {
      delimiter: "auto",
      encoding: "auto",
      quote: '"',
      headerRow: 1,
    });
    const read = rowReader(mapping, form, { columns: table.columns, zones });
    let rows: FileRow[] = [];
    for await (const { line, cells } of table.rows) {
      rows.push({ line, fields: read(cells) });
      if (rows.length < ROWS_AT_ONCE) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  } catch (cause) {
    if (cause instanceof RefusedFileError || cause instanceof RowMappingError) {
      throw new CommandError(`${file}: ${cause.message}.`, { cause });
    }
    throw cause;
  }
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file)) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

function parsedJson(text: string, file: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new CommandError(`${file} is not JSON.`, { cause });
  }
}
