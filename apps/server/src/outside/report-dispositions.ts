import { ReportedDisposition, type DispositionResult, type RowProblem } from "@fairflow/contract";
import {
  findAddresses,
  normalAddress,
  readClock,
  readTask,
  recordAudit,
  saveTaskNote,
  type Keyring,
  type StoredTask,
  type Transaction,
} from "@fairflow/db";
import {
  completeTaskIn,
  contactOfTask,
  recordContactsIn,
  type CompletedTask,
  type OutsideAddress,
  type RecordedContact,
} from "@fairflow/engine";
import type { OutsideDeps } from "./outside-deps.ts";
import { rowProblems } from "./row-problems.ts";

interface Reporter {
  readonly keyId: string;
  readonly system: string;
}

const CLOCKS_APART_MS = 5 * 60_000;

/**
 * Takes what came of listed calls: the contact enters the history, and the task is finished by its outcome. Each row
 * stands for itself and is told once: a task that is closed stays as it was closed.
 *
 * @param rows as they were sent
 */
export async function takeDispositions(
  deps: OutsideDeps,
  rows: readonly unknown[],
  reporter: Reporter,
): Promise<readonly DispositionResult[]> {
  const results: DispositionResult[] = [];
  for (const [index, raw] of rows.entries()) {
    const parsed = ReportedDisposition.safeParse(raw);
    const result = parsed.success
      ? await take(deps, parsed.data, reporter)
      : refused(rowProblems(parsed.error));
    results.push({ row: index + 1, ...result });
  }
  return results;
}

type Result = Omit<DispositionResult, "row">;

function take(deps: OutsideDeps, told: ReportedDisposition, reporter: Reporter): Promise<Result> {
  const { database, facts, keys } = deps;
  return database.transaction(async (tx) => {
    const task = await readTask(tx, told.task);
    if (task === undefined || task.kind !== "call") {
      return unmatched({ field: "task", problem: "There is no such call" });
    }
    const { now } = await readClock(tx);
    const problem = timeProblem(told, now);
    if (problem !== undefined) return refused([problem]);
    if (!task.outcomes.some(({ id }) => id === told.outcome)) {
      return refused([{ field: "outcome", problem: "The task does not offer this outcome" }]);
    }
    // The report takes its locks before those of the task.
    const recorded = await recordCall(deps, tx, { task, told, now, reporter });
    const author = `api:${reporter.system}`;
    const completed = await completeTaskIn(
      facts,
      tx,
      { id: task.id, outcome: told.outcome, author },
      now,
    );
    if (completed === "done" && told.note !== undefined && told.note !== "") {
      await saveTaskNote(tx, keys(), { id: task.id, note: told.note });
    }
    if (completed === "done" || recorded?.kind === "recorded") {
      await recordAudit(tx, [
        {
          actor: { kind: "api", id: reporter.keyId },
          action: completed === "done" ? "task.complete" : "task.contact",
          subject: { kind: "task", id: task.id },
          after: { kind: task.kind, outcome: told.outcome, contact: told.contact },
        },
      ]);
    }
    return resultOf(completed, recorded);
  });
}

async function recordCall(
  { facts, keys }: OutsideDeps,
  tx: Transaction,
  of: {
    readonly task: StoredTask;
    readonly told: ReportedDisposition;
    readonly now: Date;
    readonly reporter: Reporter;
  },
): Promise<RecordedContact | undefined> {
  const { task, told, now, reporter } = of;
  const question = contactOfTask(task);
  if (told.contact === undefined || question === undefined) return undefined;
  const report = {
    ...question,
    outsideId: `task:${task.id}`,
    at: told.at === undefined ? now : new Date(told.at),
    direction: "outbound" as const,
    outcome: told.contact,
    reached: told.reached ?? null,
    agent: told.agent ?? null,
    address: await dialled(tx, keys(), { task, phone: told.phone }),
    reservation: null,
  };
  const by = { source: reporter.system, author: `api:${reporter.system}` };
  const [recorded] = await recordContactsIn(facts, tx, [report], by);
  return recorded;
}

/** The number that was dialled, in the debtor's file or not; null where nobody says which. */
async function dialled(
  tx: Transaction,
  keyring: Keyring,
  { task, phone }: { readonly task: StoredTask; readonly phone: string | undefined },
): Promise<OutsideAddress | null> {
  if (phone === undefined || task.debtorId === null) return null;
  const [place] = await tx.sql<{ country: string }[]>`
    select jurisdiction as country from account join portfolio on portfolio.id = portfolio_id
    where debtor_id = ${task.debtorId} order by account.id limit 1`;
  const normal = normalAddress(keyring, { kind: "phone", value: phone }, place?.country ?? "");
  if (normal === undefined) return null;
  const asked = { debtorId: task.debtorId, hmac: normal.hmac };
  const [known] = await findAddresses(tx, [asked]);
  return { id: known?.id ?? null, kind: "phone", hmac: normal.hmac };
}

function timeProblem({ at }: ReportedDisposition, now: Date): RowProblem | undefined {
  if (at === undefined || new Date(at).getTime() <= now.getTime() + CLOCKS_APART_MS) {
    return undefined;
  }
  return { field: "at", problem: "This is in the future" };
}

function resultOf(completed: CompletedTask, recorded: RecordedContact | undefined): Result {
  const verdict = recorded?.kind === "recorded" ? recorded.verdict : null;
  switch (completed) {
    case "done":
      return { result: "done", verdict, problems: [] };
    case "not-open":
      return { result: "closed", verdict, problems: [] };
    case "unknown-outcome":
    case "step-not-allowed":
    case "cannot-resume":
      return refused([{ field: "outcome", problem: "The task cannot be finished by this now" }]);
  }
}

function unmatched(problem: RowProblem): Result {
  return { result: "unmatched", verdict: null, problems: [problem] };
}

function refused(problems: readonly RowProblem[]): Result {
  return { result: "refused", verdict: null, problems: [...problems] };
}
