import { createReadStream } from "node:fs";
import { zones } from "@fairflow/calendar/zones";
import type { Endpoints, ImportProblem, OutputOf } from "@fairflow/contract";
import {
  openAccounts,
  RefusedFileError,
  type BadRow,
  type GoodRow,
  type Mapping,
} from "@fairflow/intake";

type Preview = OutputOf<Endpoints["previewImport"]>;

const SHOWN_ROWS = 100;
const SHOWN_PROBLEMS = 1_000;
/** Nobody waits longer for a preview; the rest of the file is read when it is imported. */
const PATIENCE_MS = 10_000;

/** The first rows as they would be read, and what is wrong with the file. */
export async function previewUpload(path: string, mapping: Mapping): Promise<Preview> {
  const preview: Preview = {
    rows: [],
    good: 0,
    bad: 0,
    problems: [],
    refusal: null,
    complete: true,
  };
  const source = createReadStream(path);
  const begun = performance.now();
  try {
    const { table, rows } = await openAccounts(source, mapping, { zones });
    for await (const item of rows) {
      take(preview, table.columns, item);
      if (performance.now() - begun < PATIENCE_MS) continue;
      preview.complete = false;
      break;
    }
  } catch (cause) {
    if (!(cause instanceof RefusedFileError)) throw cause;
    preview.refusal = cause.message;
  } finally {
    source.destroy();
  }
  return preview;
}

function take(preview: Preview, columns: readonly string[], item: GoodRow | BadRow): void {
  const problems = item.kind === "row" ? [] : problemsOf(item);
  if (item.kind === "row") preview.good += 1;
  else preview.bad += 1;
  for (const problem of problems) {
    if (preview.problems.length < SHOWN_PROBLEMS) preview.problems.push(problem);
  }
  if (preview.rows.length >= SHOWN_ROWS) return;
  preview.rows.push({
    line: item.line,
    cells: item.kind === "row" ? { ...item.row.raw } : cellsOf(columns, item.cells),
    problems: problems.map(({ column, reason }) => ({ column, reason })),
  });
}

function problemsOf({ line, faults }: BadRow): readonly ImportProblem[] {
  return faults.map(({ column = null, reason }) => ({ line, column, reason }));
}

function cellsOf(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
}
