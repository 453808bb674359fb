import { createWriteStream } from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { addFeedRun, newId, readFeedRun, type StoredFeedRun } from "@fairflow/db";
import { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { readEnvironment } from "../environment.ts";
import { HttpError } from "../http/http-error.ts";
import { badRowsOf } from "../imports/bad-rows.ts";
import { overlookedIn, overlookedWarning } from "../imports/overlooked-in.ts";
import { runImport, type ImportDeps } from "../imports/run-import.ts";
import { takeFile } from "../imports/take-file.ts";
import { receiveUpload, removeUpload, uploadPath } from "../imports/upload-file.ts";
import { withFacts } from "../outside/with-facts.ts";
import { parsedJson, readBytes, readText } from "../read-files.ts";

interface ImportOptions {
  readonly mapping: string;
  readonly acceptBadRows?: boolean;
  readonly problems?: string;
}

/** For whoever can sign in to the machine, as the other commands are. */
export function importCommand(): Command {
  return new Command("import")
    .description(
      "Imports accounts from a CSV file by a mapping. The same file twice changes nothing.",
    )
    .argument("<file>", "a CSV file of accounts")
    .requiredOption("--mapping <file>", "which of its columns are what (fairflow.mapping/1)")
    .option("--accept-bad-rows", "import the good rows although there are bad ones")
    .option("--problems <file>", "where to write the bad rows, as a CSV to mend")
    .action(importFile);
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const uploadFolder = join(readEnvironment(process.env).home, "uploads");
  const document = parsedJson(await readText(options.mapping), options.mapping);
  const id = newId();
  const order = { id, file, document, uploadFolder, options };
  try {
    const run = await withFacts((deps) => imported({ ...deps, realNow: () => new Date() }, order));
    process.stdout.write(`${summary(run)}\n`);
    if (run.status === "failed") process.exitCode = 1;
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause;
    throw new CommandError(cause.message, { cause });
  } finally {
    await removeUpload(uploadFolder, id);
  }
}

async function imported(
  deps: ImportDeps,
  of: {
    readonly id: string;
    readonly file: string;
    readonly document: unknown;
    readonly uploadFolder: string;
    readonly options: ImportOptions;
  },
): Promise<StoredFeedRun> {
  const { id, file, uploadFolder, options } = of;
  const { bytes, hash } = await receiveUpload(uploadFolder, id, readBytes(file));
  const run = {
    id,
    fileName: basename(file),
    fileBytes: bytes,
    fileHash: hash,
    startedBy: "system",
  };
  await addFeedRun(deps.database, run, deps.realNow());
  const order = await takeFile(deps, {
    id,
    document: of.document,
    acceptBadRows: options.acceptBadRows ?? false,
    actor: { kind: "system" },
  });
  for (const overlooked of await overlookedIn(uploadPath(uploadFolder, id), order.mapping)) {
    process.stderr.write(overlookedWarning(overlooked));
  }
  await runImport(deps, { ...order, path: uploadPath(uploadFolder, id), onProgress: progress });
  if (process.stderr.isTTY) process.stderr.write("\n");
  if (options.problems !== undefined) {
    const lines = await badRowsOf(uploadPath(uploadFolder, id), order.mapping);
    await pipeline(Readable.from(lines), createWriteStream(options.problems, { mode: 0o600 }));
  }
  const done = await readFeedRun(deps.database, id);
  if (done === undefined) throw new CommandError("The import is gone.");
  return done;
}

function progress(rows: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${rows} rows`);
}

function summary(run: StoredFeedRun): string {
  const counts = `${run.rowsRead} rows: ${run.rowsGood} good, ${run.rowsBad} bad, ${run.accountsUnchanged} accounts unchanged.`;
  switch (run.status) {
    case "failed":
      return `Not imported: ${run.failure ?? "the reason is unknown"} ${counts}`;
    case "confirming":
      return `${counts} ${run.accountsAbsent} accounts of the portfolio are missing from this full file: say under Imports whether to close them.`;
    case "checking":
    case "ready":
    case "importing":
    case "done":
    case "cancelled":
      return counts;
  }
}
