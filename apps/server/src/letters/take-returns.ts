import { ReturnReason } from "@fairflow/contract";
import { latestLetterAbout, recordAudit, type AuditEntry, type Database } from "@fairflow/db";
import { letterReturnedIn, type FactDeps } from "@fairflow/engine";
import { z } from "zod";
import { readTable, type TableRow } from "./read-table.ts";

/** What became of the rows of a file. */
export interface TakenRows {
  readonly taken: number;
  readonly known: number;
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

export interface NamedReturn {
  readonly line: number;
  /** Undefined where a row could not be read; then its problem is said. */
  readonly letter: string;
  readonly reason: ReturnReason;
  readonly returnedOn: string;
}

const NO_LETTER = "No letter of this name was handed over to the post.";

/** What posts and print houses write, as the reasons that are known. */
const SAID: readonly (readonly [RegExp, ReturnReason])[] = [
  [/gone|moved|left|verhuis|vertrek/i, "gone_away"],
  [/unknown|onbekend|not known/i, "unknown"],
  [/incomplete|insufficient|no such|onvolledig/i, "incomplete_address"],
  [/refused|geweier/i, "refused"],
  [/unclaimed|not collected|onopgeeis/i, "unclaimed"],
  [/deceased|oorlede/i, "deceased"],
];

/** The rows of a file of returned letters, each with what became of it. @throws HttpError */
export async function takeReturnsCsv(
  deps: { readonly database: Database; readonly facts: FactDeps },
  csv: string,
  actor: Required<AuditEntry["actor"]>,
): Promise<TakenRows> {
  const rows = await readTable(csv, [["letter", "file", "reference"], ["reason"]]);
  const problems: { line: number; problem: string }[] = [];
  const named: NamedReturn[] = [];
  const today = new Date().toISOString().slice(0, 10);
  for (const row of rows) {
    const read = await readRow(deps.database, row, today);
    if ("problem" in read) problems.push({ line: row.line, problem: read.problem });
    else named.push(read);
  }
  const taken = await takeReturns(deps, named, actor);
  return {
    ...taken,
    problems: [...problems, ...taken.problems].toSorted((a, b) => a.line - b.line),
  };
}

async function readRow(
  database: Database,
  { line, cells }: TableRow,
  today: string,
): Promise<NamedReturn | { readonly problem: string }> {
  const said = cells["reason"] ?? "";
  const reason =
    ReturnReason.safeParse(said.toLowerCase().replaceAll(/[\s-]+/g, "_")).data ??
    SAID.find(([words]) => words.test(said))?.[1];
  if (reason === undefined) return { problem: `"${said}" is no reason that is known.` };
  const day = cells["returned_on"] ?? "";
  const returnedOn = day === "" ? today : z.iso.date().safeParse(day).data;
  if (returnedOn === undefined) return { problem: "Write the day as 2026-11-24." };
  const named = (cells["letter"] ?? cells["file"] ?? "").replace(/\.pdf$/i, "");
  const letter = z.uuid().safeParse(named).data;
  if (letter !== undefined) return { line, letter, reason, returnedOn };
  const reference = cells["reference"] ?? "";
  if (reference === "") return { problem: "Name the letter, or the account by its reference." };
  const [only, another] = await latestLetterAbout(database, reference);
  if (only === undefined) return { problem: "No letter about this account was handed over." };
  if (another !== undefined)
    return { problem: "Several accounts have this reference: name the letter." };
  return { line, letter: only, reason, returnedOn };
}

/** Each in a transaction of its own: one that cannot be taken keeps no other back. */
export async function takeReturns(
  { database, facts }: { readonly database: Database; readonly facts: FactDeps },
  returns: readonly NamedReturn[],
  actor: Required<AuditEntry["actor"]>,
): Promise<TakenRows> {
  let taken = 0;
  let known = 0;
  const problems: { line: number; problem: string }[] = [];
  for (const { letter: attemptId, line, reason, returnedOn: on } of returns) {
    const became = await database.transaction(async (tx) => {
      const of = { attemptId, reason, on, author: actor.id };
      const outcome = await letterReturnedIn(facts, tx, of);
      if (outcome !== "taken") return outcome;
      await recordAudit(tx, [
        {
          actor,
          action: "letters.return",
          subject: { kind: "letter", id: attemptId },
          after: { reason, on },
        },
      ]);
      return outcome;
    });
    if (became === "taken") taken += 1;
    if (became === "again") known += 1;
    if (became === "unknown") problems.push({ line, problem: NO_LETTER });
  }
  return { taken, known, problems };
}
