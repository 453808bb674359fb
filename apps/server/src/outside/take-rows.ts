import type { RowProblem } from "@fairflow/contract";
import { problemLines } from "./problem-lines.ts";
import { readRows, type FileRow } from "./read-rows.ts";
import type { RowForm, RowMapping } from "./row-mapping.ts";

export interface RowsFile {
  readonly file: string;
  readonly mapping: RowMapping;
  readonly form: RowForm;
}

/** Takes the rows of a file, some hundred at a time, and writes a line about everything that is wrong with one. */
export async function takeRows<Result extends { readonly problems: readonly RowProblem[] }>(
  { file, mapping, form }: RowsFile,
  take: (rows: readonly FileRow["fields"][]) => Promise<readonly Result[]>,
  onResult: (result: Result) => void,
): Promise<void> {
  for await (const rows of readRows(file, mapping, form)) {
    const results = await take(rows.map(({ fields }) => fields));
    for (const [index, result] of results.entries()) {
      onResult(result);
      for (const line of problemLines(mapping, rows[index]?.line ?? 0, result.problems)) {
        process.stdout.write(`${line}\n`);
      }
    }
  }
}
