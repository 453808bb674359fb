import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { StatementReadingChoice, type StatementPreview } from "@fairflow/contract";
import { addStatementFile, newId, saveStatementLayout, type Database } from "@fairflow/db";
import { amountInWords, RemittanceLayout, StatementLayout } from "@fairflow/statements";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { HttpError } from "../http/http-error.ts";
import { receiveUpload, uploadPath } from "../imports/upload-file.ts";
import type { OutsideDeps } from "../outside/outside-deps.ts";
import { withFacts } from "../outside/with-facts.ts";
import { parsedJson, readBytes, readText } from "../read-files.ts";
import { bookFile } from "../statements/book-file.ts";
import { keepFile } from "../statements/keep-file.ts";
import { previewStatement } from "../statements/preview-statement.ts";
import { readStatementFile, statementFormat } from "../statements/read-statement-file.ts";

const BY = { author: "system", actor: { kind: "system" } } as const;

interface StatementOptions {
  readonly layout?: string | undefined;
  readonly account?: string;
  readonly number?: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly date?: string;
  readonly total?: string;
  readonly acceptProblems?: boolean;
  readonly check?: boolean;
}

/** For whoever can sign in to the machine, as the other commands are. */
export function statementCommand(): Command {
  return new Command("statement")
    .description(
      "Books a bank statement (MT940, CAMT.053, CSV) or an agency's list. The same line is never booked twice.",
    )
    .argument("<file>", "the file")
    .option(
      "--layout <name>",
      "how a table is read: a saved layout, or a file of one, which is saved",
    )
    .option("--account <number>", "our bank account, or the agency's number of its list")
    .option("--number <number>", "of the statement")
    .option("--opening <minor>", "what it opens with, in minor units, where the file does not say")
    .option("--closing <minor>", "what it closes with")
    .option("--date <day>", "of an agency's list")
    .option("--total <minor>", "what the agency paid over")
    .option("--accept-problems", "book the other lines although some cannot be read")
    .option("--check", "say what would become of it and keep nothing")
    .action(async (file: string, options: StatementOptions) => {
      try {
        await withFacts((deps) => takeFile(deps, file, options));
      } catch (cause) {
        if (!(cause instanceof HttpError)) throw cause;
        throw new CommandError(cause.message, { cause });
      }
    });
}

async function takeFile(
  { database, keys, facts }: OutsideDeps,
  file: string,
  options: StatementOptions,
): Promise<void> {
  const deps = { database, keys, facts, realNow: () => new Date() };
  const choice = choiceOf({ ...options, layout: await layoutNamed(database, options.layout) });
  const folder = await mkdtemp(join(tmpdir(), "fairflow-statement-"));
  const id = newId();
  try {
    const { bytes, hash } = await receiveUpload(folder, id, readBytes(file));
    const path = uploadPath(folder, id);
    const format = await statementFormat(path);
    const reading = await readStatementFile(database, { path, format }, choice);
    const preview = await previewStatement(deps, reading);
    if (options.check === true) {
      tell(preview);
      if (preview.refusal !== null) process.exitCode = 1;
      return;
    }
    await addStatementFile(database, {
      id,
      fileName: basename(file),
      fileBytes: bytes,
      fileHash: hash,
      format,
      startedBy: BY.author,
      startedAt: deps.realNow(),
    });
    const acceptProblems = options.acceptProblems === true;
    tellProblems(preview);
    await keepFile(deps, { file: { id, format }, reading, choice, acceptProblems, by: BY });
    await bookFile(deps, id);
    await report(database, id);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function choiceOf(options: StatementOptions): StatementReadingChoice {
  const { layout, account, number, opening, closing, date, total } = options;
  const minor = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const parsed = StatementReadingChoice.safeParse({
    layout,
    account,
    number,
    opening: minor(opening),
    closing: minor(closing),
    date,
    total: minor(total),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(`--${issue?.path.join(".") ?? ""}: ${issue?.message ?? "does not fit"}.`);
}

/** A file of a layout is saved under the name that it has. */
async function layoutNamed(
  database: Database,
  layout: string | undefined,
): Promise<string | undefined> {
  if (layout === undefined || !layout.endsWith(".json")) return layout;
  const document = parsedJson(await readText(layout), layout);
  const statement = StatementLayout.safeParse(document);
  const remittance = RemittanceLayout.safeParse(document);
  const found = statement.data ?? remittance.data;
  if (found === undefined) {
    const [issue] = statement.error?.issues ?? [];
    throw new CommandError(
      `${layout} is no layout: ${issue?.path.join("/") ?? ""} ${issue?.message ?? ""}.`,
    );
  }
  const { name } = found;
  const kind = statement.success ? "statement" : "remittance";
  const authorship = { author: BY.author, now: new Date() };
  await saveStatementLayout(database, { name, kind, document: found }, authorship);
  return name;
}

function tell(preview: StatementPreview): void {
  const { refusal, statements } = preview;
  if (refusal !== null) write(`Refused: ${refusal}`);
  for (const { account, lines, knownLines, automatic, automaticSum, desk, gap } of statements) {
    const sum = amountInWords(automaticSum.minor, automaticSum.currency);
    write(
      `${account}: ${lines} lines, ${knownLines} known; ${automatic} would be booked (${sum}), ${desk} would go to the desk.`,
    );
    if (gap !== null) write(gap);
  }
  tellProblems(preview);
}

function tellProblems({ problems }: StatementPreview): void {
  for (const { line, reason } of problems) write(`Line ${line ?? "?"}: ${reason}`);
}

async function report({ sql }: Database, fileId: string): Promise<void> {
  const rows = await sql<
    { currency: string; lines: number; booked: number; sum: number; desk: number; waits: number }[]
  >`
    select l.currency, count(*)::int as lines, count(*) filter (where l.rest = 0)::int as booked,
      coalesce(sum(l.amount - l.rest), 0)::bigint as sum,
      count(*) filter (where l.rest <> 0 and l.is_in)::int as desk, count(*) filter (where not l.is_in)::int as waits
    from statement_line l
    where l.id in (
      select e.line_id from statement s join statement_entry e on e.statement_id = s.id where s.file_id = ${fileId}
    )
    group by l.currency order by l.currency`;
  for (const { currency, lines, booked, sum, desk, waits } of rows) {
    const waiting = waits === 0 ? "" : `, ${waits} wait for their deposit`;
    write(
      `${lines} lines: ${booked} put somewhere (${amountInWords(sum, currency)}), ${desk} on the desk${waiting}.`,
    );
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
