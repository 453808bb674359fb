import type { StatementFileState } from "@fairflow/contract";
import { readStatementFile, type Database, type StoredStatementFile } from "@fairflow/db";
import { z } from "zod";
import { notFound } from "../http/http-error.ts";
import { authorNames } from "../sign-in/author-names.ts";

const STATUS = {
  ready: "uploaded",
  booking: "booking",
  done: "done",
  cancelled: "cancelled",
  failed: "refused",
} as const;

const Problems = z.array(z.object({ line: z.int().nullable(), reason: z.string() }));

/** How far a file is. @throws HttpError where there is none */
export async function statementFileState(
  database: Database,
  id: string,
): Promise<StatementFileState> {
  const [file, nameOf] = await Promise.all([
    readStatementFile(database, id),
    authorNames(database),
  ]);
  if (file === undefined) throw notFound("file of statements");
  return shownStatementFile(file, nameOf);
}

export function shownStatementFile(
  file: StoredStatementFile,
  nameOf: (author: string) => string,
): StatementFileState {
  return {
    id: file.id,
    fileName: file.fileName,
    bytes: file.fileBytes,
    format: file.format,
    status: STATUS[file.status],
    refusal: file.failure,
    problems: Problems.parse(file.problems),
    linesNew: file.linesNew,
    linesDone: Math.min(file.linesDone, file.linesNew),
    createdAtMs: file.startedAt.getTime(),
    createdBy: nameOf(file.startedBy),
  };
}
