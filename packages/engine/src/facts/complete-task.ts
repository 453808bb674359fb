import { lockDebtors, type Transaction } from "@fairflow/db";
import { isDisputeTask } from "../dispute-task.ts";
import { settleDoubtIn } from "../sending/settle-doubt.ts";
import { resolveDisputeIn } from "./disputes.ts";
import { liftHoldIn } from "./holds.ts";
import { proofOutcomeOf, proveNoticeIn } from "./notices.ts";
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
 * message in doubt was sent or was not, a notice is proved or did not arrive, a run that could not go on is tried again or ended, a dispute is decided, and a
 * payment that nobody finds lets demands go on.
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
  const decision = DECISIONS.find((each) => each === outcome);
  if (isDisputeTask(task.outcomes) && decision !== undefined && task.account_id !== null) {
    return decide(deps, tx, { accountId: task.account_id, decision, completion, now });
  }
  if (!(await close(tx, completion, now))) return "not-open";
  if (task.kind === "in_doubt" && task.attempt_id !== null) {
    const wasSent = outcome === "sent";
    // Where it was settled in the meantime there is nothing left to say.
    await settleDoubtIn(deps, tx, { attemptId: task.attempt_id, wasSent, author });
    return "done";
  }
  const proof = task.kind === "proof" ? proofOutcomeOf(outcome) : undefined;
  if (proof !== undefined) {
    const { run_id: runId, node_id: nodeId, visit } = task;
    if (debtorId === null || runId === null || nodeId === null || visit === null) return "done";
    const at = { debtorId, runId, nodeId, visit };
    await proveNoticeIn(deps, tx, { ...at, outcome: proof, author }, now);
    return "done";
  }
  if (task.kind === "claims_paid" && debtorId !== null && outcome === "not-found") {
    const hold = { debtorId, accountId: task.account_id ?? undefined, state: "claims_paid" };
    await liftHoldIn(deps, tx, { ...hold, reason: "claim_rejected", author }, now);
  }
  await tellRun(deps, tx, { task, outcome, now });
  return "done";
}

/** The decision closes the task itself; a task without a dispute that is open is only closed. */
async function decide(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly accountId: string;
    readonly decision: (typeof DECISIONS)[number];
    readonly completion: TaskCompletion;
    readonly now: Date;
  },
): Promise<CompletedTask> {
  const { accountId, decision, completion, now } = of;
  const [dispute] = await tx.sql<{ id: string }[]>`
    select id from dispute where account_id = ${accountId} and status = 'open'`;
  if (dispute === undefined) return (await close(tx, completion, now)) ? "done" : "not-open";
  const { author } = completion;
  // Who finishes the task says that the decision went out with what the law wants beside it.
  await resolveDisputeIn(deps, tx, { disputeId: dispute.id, decision, author, evidence: "all" });
  return "done";
}

const DECISIONS = ["accepted", "partly-accepted", "rejected"] as const;

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
