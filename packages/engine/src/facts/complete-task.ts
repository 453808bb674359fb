import { lockDebtors, readTask, type StoredTask, type Transaction } from "@fairflow/db";
import { isDisputeTask } from "../dispute-task.ts";
import { REPLY_TASK } from "../replies/reply-tasks.ts";
import { concernedBy, settleReplyIn } from "../replies/settle-reply.ts";
import { settleDoubtIn } from "../sending/settle-doubt.ts";
import { resolveDisputeIn } from "./disputes.ts";
import { liftHoldIn } from "./holds.ts";
import { proofOutcomeOf, proveNoticeIn } from "./notices.ts";
import { settlePoisonedIn } from "./settle-poisoned.ts";
import { stepOfTask } from "./task-contact.ts";
import { askLeaveIn } from "./task-steps.ts";
import { tell, type Author, type FactDeps } from "./telling.ts";

/** A task as whoever finishes it says. */
export interface TaskCompletion {
  readonly id: string;
  /** One of those that the task offers; `NOT_ALLOWED` for a legal step whose gate is closed. */
  readonly outcome: string;
  readonly author: Author;
}

/** By this the run of a legal step goes on where it may not be taken: the way out that its node has for that. */
export const NOT_ALLOWED = "not-allowed";

export type CompletedTask =
  | "done"
  /** There is none, or somebody has closed it. */
  | "not-open"
  /** The task does not offer this. */
  | "unknown-outcome"
  /** It is a legal step, and its gate has closed since the work was asked for; the answer is on record. */
  | "step-not-allowed"
  /** A run that has nothing to go on with can only be ended. */
  | "cannot-resume";

/**
 * A person finished a task, and what it was about is settled with it: the run that waits for it leaves by its outcome, a
 * message in doubt was sent or was not, a notice is proved or did not arrive, a run that could not go on is tried again or
 * ended, a dispute is decided, a payment that nobody finds lets demands go on, and what the debtor wrote becomes the fact
 * that it is. A legal step asks the gate again: what let it through may have ended since.
 */
export async function completeTaskIn(
  deps: FactDeps,
  tx: Transaction,
  completion: TaskCompletion,
  now: Date,
): Promise<CompletedTask> {
  const { id, outcome, author } = completion;
  const task = await readOpenTask(tx, id);
  if (task === undefined) return "not-open";
  const asked = stepOfTask(task);
  const isOffered = task.outcomes.some((offered) => offered.id === outcome);
  const isNotTaken = asked !== undefined && outcome === NOT_ALLOWED;
  if (!isOffered && !isNotTaken) return "unknown-outcome";
  const { debtorId, accountId, attemptId } = task;
  if (task.kind === "poisoned" && debtorId !== null) {
    const run = { debtorId, accountId, runId: task.runId };
    const resumes = outcome === "resumed";
    const settled = await settlePoisonedIn(deps, tx, { ...run, resumes }, now);
    if (settled === "cannot-resume") return settled;
    return (await close(tx, completion, now)) ? "done" : "not-open";
  }
  await lockDebtors(tx, await concernedBy(tx, task));
  const decision = DECISIONS.find((each) => each === outcome);
  if (isDisputeTask(task.outcomes) && decision !== undefined && accountId !== null) {
    return decide(deps, tx, { accountId, decision, completion, now });
  }
  if (asked !== undefined) {
    // Whoever closed it while we waited for the lock has asked for it.
    if ((await readOpenTask(tx, id)) === undefined) return "not-open";
    const isAllowed = await askLeaveIn(deps, tx, asked);
    if (isAllowed && isNotTaken) return "unknown-outcome";
    if (!isAllowed && !isNotTaken) return "step-not-allowed";
  }
  if (!(await close(tx, completion, now))) return "not-open";
  if (task.kind === "in_doubt" && attemptId !== null) {
    const wasSent = outcome === "sent";
    // Where it was settled in the meantime there is nothing left to say.
    await settleDoubtIn(deps, tx, { attemptId, wasSent, author });
    return "done";
  }
  const proof = task.kind === "proof" ? proofOutcomeOf(outcome) : undefined;
  if (proof !== undefined) {
    const { runId, nodeId, visit } = task;
    if (debtorId === null || runId === null || nodeId === null || visit === null) return "done";
    const at = { debtorId, runId, nodeId, visit };
    await proveNoticeIn(deps, tx, { ...at, outcome: proof, author }, now);
    return "done";
  }
  if (task.kind === REPLY_TASK) {
    await settleReplyIn(deps, tx, { task, outcome, author, now });
    return "done";
  }
  if (task.kind === "claims_paid" && debtorId !== null && outcome === "not-found") {
    const hold = { debtorId, accountId: accountId ?? undefined, state: "claims_paid" };
    await liftHoldIn(deps, tx, { ...hold, reason: "claim_rejected", author }, now);
  }
  await tellRun(deps, tx, { task, outcome, now });
  return "done";
}

async function readOpenTask(tx: Transaction, id: string): Promise<StoredTask | undefined> {
  const task = await readTask(tx, id);
  return task?.status === "open" ? task : undefined;
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
    select id from dispute where account_id = ${accountId} and kind = 'dispute' and status = 'open'`;
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
  {
    task,
    outcome,
    now,
  }: { readonly task: StoredTask; readonly outcome: string; readonly now: Date },
): Promise<void> {
  const { debtorId, accountId, runId, nodeId, visit } = task;
  if (debtorId === null || runId === null || nodeId === null) return;
  await tell(deps, tx, {
    events: [
      {
        debtorId,
        accountId: accountId ?? undefined,
        runId,
        kind: "task.done",
        payload: { node: nodeId, visit, outcome },
      },
    ],
    now,
  });
}
