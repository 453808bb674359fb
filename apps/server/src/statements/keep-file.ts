import type { StatementReadingChoice } from "@fairflow/contract";
import {
  beginStatementFile,
  keepStatements,
  knownStatements,
  noteStatementLines,
  recordAudit,
  type Database,
  type Keyring,
  type StatementToKeep,
  type StoredStatementFile,
} from "@fairflow/db";
import type { CashActor } from "@fairflow/engine";
import type { Statement, StatementReading } from "@fairflow/statements";
import { HttpError } from "../http/http-error.ts";

export interface FileToKeep {
  readonly file: Pick<StoredStatementFile, "id" | "format">;
  readonly reading: StatementReading;
  readonly choice: StatementReadingChoice;
  readonly acceptProblems: boolean;
  readonly by: CashActor;
}

/**
 * Keeps what a file says, once, before anything of it is booked: its statements with balances that add up, and its lines that
 * no file brought before.
 *
 * @throws HttpError for a file that is refused, whose statements are all kept already, or that was booked meanwhile
 */
export async function keepFile(
  {
    database,
    keys,
    realNow,
  }: {
    readonly database: Database;
    readonly keys: () => Keyring;
    readonly realNow: () => Date;
  },
  { file, reading, choice, acceptProblems, by }: FileToKeep,
): Promise<{ readonly linesNew: number }> {
  if (reading.kind === "refused") throw new HttpError("invalid", refusalOf(reading));
  const { statements, badLines } = reading;
  if (badLines.length > 0 && !acceptProblems) {
    const count = badLines.length === 1 ? "1 line" : `${badLines.length} lines`;
    throw new HttpError(
      "invalid",
      `${count} cannot be booked as they stand, so nothing was kept. Look at them, then book the others.`,
    );
  }
  const problems = badLines.map(({ place, reason }) => ({ line: place.line, reason }));
  return database.transaction(async (tx) => {
    const keysOf = statements.map(({ id }) => id);
    const known = await knownStatements(tx, { statements: keysOf, lines: [] });
    if (keysOf.every((key) => known.statements.has(key))) {
      const what = keysOf.length === 1 ? "This statement is" : "All statements of this file are";
      throw new HttpError("conflict", `${what} here already: nothing is booked twice.`);
    }
    if (!(await beginStatementFile(tx, file.id, { reading: choice, problems }))) {
      throw new HttpError("conflict", "This file was booked or given up meanwhile.");
    }
    const kept = { fileId: file.id, statements: statements.map(toKeep), by: by.author };
    const added = await keepStatements(tx, keys(), { ...kept, now: realNow() });
    await noteStatementLines(tx, file.id, { linesNew: added.length });
    await recordAudit(tx, [
      {
        actor: by.actor,
        action: "statement.book",
        subject: { kind: "statement_file", id: file.id },
        after: { statements: keysOf.length, newLines: added.length, problems: problems.length },
      },
    ]);
    return { linesNew: added.length };
  });
}

export function refusalOf({
  reason,
  place,
}: Extract<StatementReading, { kind: "refused" }>): string {
  return place === undefined ? reason : `Line ${place.line}: ${reason}`;
}

function toKeep(statement: Statement): StatementToKeep {
  return {
    key: statement.id,
    kind: statement.kind,
    account: statement.account,
    number: statement.number ?? null,
    currency: statement.currency,
    opening: statement.opening,
    closing: statement.closing,
    lines: statement.lines.map(({ id, payer, place, deposit, texts, bankReference, ...line }) => ({
      ...line,
      key: id,
      texts,
      payerName: payer.name ?? null,
      payerAccount: payer.account ?? null,
      bankReference: bankReference ?? null,
      deposit: deposit?.id ?? null,
      fileLine: place.line,
    })),
  };
}
