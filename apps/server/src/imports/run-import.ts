import { createReadStream } from "node:fs";
import { zones } from "@fairflow/calendar/zones";
import {
  awaitConfirmation,
  endFeedRun,
  findAbsent,
  markAbsent,
  noteAbsent,
  noteDataAsOf,
  refreshStatistics,
  saveFeedProblems,
  saveFeedProgress,
  wasImported,
  type Database,
  type FeedEnding,
  type FeedProblem,
  type FeedProgress,
  type Keyring,
  type StoredPortfolio,
  type Transaction,
} from "@fairflow/db";
import { askToEnrol, type FactDeps } from "@fairflow/engine";
import {
  openAccounts,
  RefusedFileError,
  type AccountRow,
  type BadRow,
  type Mapping,
} from "@fairflow/intake";
import { portfolioFinder } from "./portfolio-finder.ts";
import { saveRows, type SavedCounts } from "./save-rows.ts";

/** So many rows are kept or lost together. */
const CHUNK_ROWS = 1_000;
/** Bad rows that are kept to be mended; a file with more is wrong as a whole. */
const KEPT_PROBLEMS = 10_000;
/** Up to this share of a portfolio may be missing from a full feed without anybody being asked. */
const ABSENT_WITHOUT_ASKING = 0.05;

export interface ImportDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly facts: FactDeps;
  readonly realNow: () => Date;
}

export interface ImportOrder {
  readonly id: string;
  readonly path: string;
  readonly mapping: Mapping;
  /** The mapping as it was given, by which the same file is known again. */
  readonly document: unknown;
  readonly acceptBadRows: boolean;
  readonly author: string;
  readonly asOf: Date;
  readonly onProgress: (rows: number) => void;
}

/** Somebody cancelled: the chunk at hand is given up, what was saved before stays. */
class CancelledError extends Error {
  override readonly name = "CancelledError";
}

/** Imports a file that was taken by `beginFeedRun`, to its end. What is wrong with the file ends it as refused. */
export async function runImport(deps: ImportDeps, order: ImportOrder): Promise<void> {
  const { database, realNow } = deps;
  try {
    const earlier = await wasImported(database, order.id, order.document);
    if (earlier !== undefined) {
      await finishUnchanged(deps, order, earlier);
      return;
    }
    const problem = await problemOfWhole(order);
    if (problem !== undefined) {
      await endFeedRun(database, order.id, { status: "failed", failure: problem }, realNow());
      return;
    }
    await importRows(deps, order);
    await refreshStatistics(database);
    await finish(deps, order);
  } catch (cause) {
    if (cause instanceof CancelledError) return;
    if (!(cause instanceof RefusedFileError)) throw cause;
    const ending: FeedEnding = { status: "failed", failure: cause.message };
    await endFeedRun(database, order.id, ending, realNow());
  }
}

/** The same bytes by the same mapping: whatever they said is in, and what happened since is not undone. */
async function finishUnchanged(
  { database, realNow }: ImportDeps,
  { id }: ImportOrder,
  earlier: { readonly rowsRead: number; readonly rowsGood: number; readonly rowsBad: number },
): Promise<void> {
  const { rowsRead, rowsGood, rowsBad } = earlier;
  await database.transaction(async (tx) => {
    await saveFeedProgress(tx, id, {
      ...NOTHING,
      rowsRead,
      rowsGood,
      rowsBad,
      accountsUnchanged: rowsGood,
    });
    await endFeedRun(tx, id, { status: "done" }, realNow());
  });
}

/** Reads the file once before anything is kept, where its end may refuse it or bad rows may. */
async function problemOfWhole({
  path,
  mapping,
  acceptBadRows,
}: ImportOrder): Promise<string | undefined> {
  const { header, trailer } = mapping.controls;
  if (acceptBadRows && header === undefined && trailer === undefined) return undefined;
  let bad = 0;
  const source = createReadStream(path);
  const { rows } = await openAccounts(source, mapping, { zones });
  for await (const item of rows) if (item.kind === "bad-row") bad += 1;
  if (bad === 0 || acceptBadRows) return undefined;
  return `${bad === 1 ? "1 row" : `${bad} rows`} cannot be read, so nothing was imported. Mend what is wrong, or import the good ones only.`;
}

async function importRows(deps: ImportDeps, order: ImportOrder): Promise<void> {
  const portfolioOf = await portfolioFinder(deps.database, order.mapping.name);
  const { table, rows } = await openAccounts(createReadStream(order.path), order.mapping, {
    zones,
  });
  let chunk = emptyChunk();
  let progress = NOTHING;
  for await (const item of rows) {
    if (item.kind === "bad-row") chunk.problems.push(problemOf(table.columns, item));
    else {
      const portfolio = await portfolioOf(item.row, order.asOf);
      if (portfolio === undefined) chunk.problems.push(countryProblem(table.columns, item));
      else chunk.good.push({ portfolio, row: item.row });
    }
    if (chunk.good.length + chunk.problems.length < CHUNK_ROWS) continue;
    progress = await saveChunk(deps, order, { chunk, progress });
    chunk = emptyChunk();
  }
  await saveChunk(deps, order, { chunk, progress });
}

interface Chunk {
  readonly good: { readonly portfolio: StoredPortfolio; readonly row: AccountRow }[];
  readonly problems: FeedProblem[];
}

const NOTHING: FeedProgress = {
  rowsRead: 0,
  rowsGood: 0,
  rowsBad: 0,
  accountsCreated: 0,
  accountsChanged: 0,
  accountsUnchanged: 0,
  amountTotal: 0,
};

function emptyChunk(): Chunk {
  return { good: [], problems: [] };
}

/** @throws CancelledError where somebody cancelled meanwhile: nothing of the chunk is kept */
async function saveChunk(
  deps: ImportDeps,
  order: ImportOrder,
  { chunk, progress }: { readonly chunk: Chunk; readonly progress: FeedProgress },
): Promise<FeedProgress> {
  const keyring = deps.keys();
  const next = await deps.database.transaction(async (tx) => {
    const saved = await saveGood(tx, deps, order, chunk);
    const room = Math.max(0, KEPT_PROBLEMS - progress.rowsBad);
    await saveFeedProblems(tx, keyring, order.id, chunk.problems.slice(0, room));
    const total = added(progress, chunk, saved);
    if (!(await saveFeedProgress(tx, order.id, total))) throw new CancelledError();
    return total;
  });
  order.onProgress(next.rowsRead);
  return next;
}

type Counted = Omit<SavedCounts, "outcomes">;

async function saveGood(
  tx: Transaction,
  deps: ImportDeps,
  order: ImportOrder,
  { good }: Chunk,
): Promise<Counted> {
  const saving = {
    facts: deps.facts,
    keyring: deps.keys(),
    mapping: order.mapping,
    feedRunId: order.id,
    batch: order.id,
    author: order.author,
    asOf: order.asOf,
  };
  const total = { created: 0, changed: 0, unchanged: 0 };
  // In one order for everybody, since each portfolio is locked while it is written.
  const groups = [...Map.groupBy(good, ({ portfolio }) => portfolio.id)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const rows = group.map(({ row }) => row);
    const counts = await saveRows(tx, saving, { portfolio: first.portfolio, rows });
    total.created += counts.created;
    total.changed += counts.changed;
    total.unchanged += counts.unchanged;
  }
  return total;
}

function added(progress: FeedProgress, { good, problems }: Chunk, saved: Counted): FeedProgress {
  return {
    rowsRead: progress.rowsRead + good.length + problems.length,
    rowsGood: progress.rowsGood + good.length,
    rowsBad: progress.rowsBad + problems.length,
    accountsCreated: progress.accountsCreated + saved.created,
    accountsChanged: progress.accountsChanged + saved.changed,
    accountsUnchanged: progress.accountsUnchanged + saved.unchanged,
    amountTotal:
      progress.amountTotal + good.reduce((sum, { row }) => sum + row.account.balanceMinor, 0),
  };
}

/** What a full feed lacks is told of; beyond a small share a person is asked. Then flows take the new accounts in. */
async function finish({ database, facts, realNow }: ImportDeps, order: ImportOrder): Promise<void> {
  await database.transaction(async (tx) => {
    await noteDataAsOf(tx, order.asOf);
    await askToEnrol(facts.jobs, tx);
    if (order.mapping.feed === "full") {
      const { missing, open } = await findAbsent(tx, order.asOf);
      await markAbsent(tx, missing);
      await noteAbsent(tx, order.id, missing.length);
      if (missing.length > open * ABSENT_WITHOUT_ASKING) {
        await awaitConfirmation(tx, order.id, missing.length);
        return;
      }
    }
    await endFeedRun(tx, order.id, { status: "done" }, realNow());
  });
}

function problemOf(columns: readonly string[], { line, cells, faults }: BadRow): FeedProblem {
  return { line, columns, cells, faults: faults.map(({ column, reason }) => ({ column, reason })) };
}

function countryProblem(
  columns: readonly string[],
  { line, row }: { readonly line: number; readonly row: AccountRow },
): FeedProblem {
  const reason =
    "The country is not known: map debtor.country, or name it once for the whole file.";
  const cells = columns.map((column) => row.raw[column] ?? "");
  return { line, columns, cells, faults: [{ column: undefined, reason }] };
}
