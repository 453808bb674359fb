import type { ImportState } from "@fairflow/contract";
import { readFeedRun, type StoredFeedRun } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

const STATUS = {
  checking: "uploaded",
  ready: "uploaded",
  importing: "importing",
  confirming: "confirming",
  done: "done",
  cancelled: "cancelled",
  failed: "refused",
} as const;

/** How far an import is; undefined where there is none. */
export async function importState(
  { database, imports }: Pick<AppDeps, "database" | "imports">,
  id: string,
): Promise<ImportState | undefined> {
  const [run, names] = await Promise.all([readFeedRun(database, id), userNames(database)]);
  return run === undefined ? undefined : shownImport(run, names, imports.rowsPerSecond(id));
}

export function shownImport(
  run: StoredFeedRun,
  names: ReadonlyMap<string, string>,
  rowsPerSecond: number | undefined,
): ImportState {
  return {
    id: run.id,
    fileName: run.fileName,
    bytes: run.fileBytes,
    status: STATUS[run.status],
    refusal: run.failure,
    rows: run.rowsRead,
    good: run.rowsGood,
    bad: run.rowsBad,
    unchanged: run.accountsUnchanged,
    absent: run.accountsAbsent,
    rowsPerSecond: rowsPerSecond ?? null,
    createdAtMs: run.startedAt.getTime(),
    createdBy: nameOf(names, run.startedBy),
  };
}
