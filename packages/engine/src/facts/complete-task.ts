import { lockDebtors, type Transaction } from "@fairflow/db";
import { settleDoubtIn } from "../sending/settle-doubt.ts";
import { settlePoisonedIn } from "./settle-poisoned.ts";
import { tell, type Author, type FactDeps } from "./telling.ts";

/** A task as whoever finishes it says. */
export interface TaskCompletion {
  readonly id: string;
  /** One of those that the task offers. */
  readonly outcome: string;
  readonly author: Author;
}

export type CompletedTask =
  | "done"
  /** There is none, or somebody has closed it. */
  | "not-open"
  /** The task does not offer this. */
  | "unknown-outcome"
  /** A run that has nothing to go on with can only be ended. */
  | "cannot-resume";

interface TaskRow {
  readonly debtor_id: string | null;
  readonly account_id: string | null;
  readonly run_id: string | null;
  readonly node_id: string | null;
  readonly visit: number | null;
  readonly attempt_id: string | null;
  readonly kind: string;
  readonly outcomes: readonly { readonly id: string }[];
}

/**
 * A person finished a task, and what it was about is settled with it: the run that waits for it leaves by its outcome, a
 * message in doubt was sent or was not, a run that could not go on is tried again or ended.
 */
export async function completeTaskIn(
  deps: FactDeps,
  tx: Transaction,
  completion: TaskCompletion,
  now: Date,
): Promise<CompletedTask> {
  const { id, outcome, author } = completion;
  const [task] = await tx.sql<TaskRow[]>`
    select debtor_id, account_id, run_id, node_id, visit, attempt_id, kind, outcomes from task
    where id = ${id} and status = 'open'`;
  if (task === undefined) return "not-open";
  if (!task.outcomes.some((offered) => offered.id === outcome)) return "unknown-outcome";
  const { debtor_id: debtorId } = task;
  if (task.kind === "poisoned" && debtorId !== null) {
    const run = { debtorId, accountId: task.account_id, runId: task.run_id };
    const resumes = outcome === "resumed";
    const settled = await settlePoisonedIn(deps, tx, { ...run, resumes }, now);
    if (settled === "cannot-resume") return settled;
    return (await close(tx, completion, now)) ? "done" : "not-open";
  }
  if (debtorId !== null) await lockDebtors(tx, [debtorId]);
  if (!(await close(tx, completion, now))) return "not-open";
  if (task.kind === "in_doubt" && task.attempt_id !== null) {
    const wasSent = outcome === "sent";
    // Where it was settled in the meantime there is nothing left to say.
    await settleDoubtIn(deps, tx, { attemptId: task.attempt_id, wasSent, author });
    return "done";
  }
  await tellRun(deps, tx, { task, outcome, now });
  return "done";
}

async function close(
  { sql }: Transaction,
  { id, outcome, author }: TaskCompletion,
  now: Date,
): Promise<boolean> {
  const { count } = await sql`
    update task set status = 'done', outcome = ${outcome}, closed_at = ${now}, closed_by = ${author}
    where id = ${id} and status = 'open'`;
  return count > 0;
}

async function tellRun(
  deps: FactDeps,
  tx: Transaction,
  { task, outcome, now }: { readonly task: TaskRow; readonly outcome: string; readonly now: Date },
): Promise<void> {
  const { debtor_id: debtorId, account_id: accountId, run_id: runId } = task;
  if (debtorId === null || runId === null || task.node_id === null) return;
  await tell(deps, tx, {
    events: [
      {
        debtorId,
        accountId: accountId ?? undefined,
        runId,
        kind: "task.done",
        payload: { node: task.node_id, visit: task.visit, outcome },
      },
    ],
    now,
  });
}
