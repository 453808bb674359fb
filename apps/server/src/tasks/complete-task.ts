import type { Outcome } from "@fairflow/compliance";
import {
  readClock,
  readTask,
  recordAudit,
  type Database,
  type Keyring,
  type StoredTask,
  type Transaction,
} from "@fairflow/db";
import {
  completeTaskIn,
  recordContactsIn,
  type FactDeps,
  type ReportedContact,
} from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { DESK, giveBack } from "./dial-task.ts";
import { questionOf } from "./task-verdicts.ts";

interface MadeContact {
  readonly outcome: Outcome;
  readonly reached?: "debtor" | "third-party" | "wrong-number" | undefined;
  readonly atMs?: number | undefined;
}

interface Completion {
  readonly id: string;
  readonly outcome: string;
  readonly contact?: MadeContact | undefined;
  readonly note?: string | undefined;
  readonly userId: string;
}

const CLOCKS_APART_MS = 5 * 60_000;

/** Finishes a task. A call or visit that was made enters the history with the verdict that was taken when it was opened. */
export async function completeTask(
  {
    database,
    facts,
    keyring,
  }: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  completion: Completion,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { id, outcome, contact, note, userId } = completion;
    const task = await readTask(tx, id);
    if (task === undefined) throw notFound("task");
    const question = questionOf(task);
    if (question === undefined) {
      if (contact !== undefined) throw new HttpError("invalid", "This task asks for no contact.");
    } else if (contact === undefined) {
      await giveBack(tx, { debtorId: question.debtorId, attemptId: task.attemptId });
    } else {
      // The report takes its locks before those of the task.
      const report = await reportOf(tx, { task, question, contact, userId });
      await recordContactsIn(facts, tx, [report], { source: DESK, author: userId });
    }
    const { now } = await readClock(tx);
    const completed = await completeTaskIn(facts, tx, { id, outcome, author: userId }, now);
    refuse(completed);
    if (note !== undefined && note !== "") {
      const sealed = keyring.encrypt({ table: "task", column: "note", row: id }, note);
      await tx.sql`update task set note = ${sealed} where id = ${id}`;
    }
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: "task.complete",
        subject: { kind: "task", id },
        after: { kind: task.kind, outcome, contact: contact?.outcome },
      },
    ]);
  });
}

function refuse(completed: Awaited<ReturnType<typeof completeTaskIn>>): void {
  switch (completed) {
    case "done":
      return;
    case "not-open":
      throw new HttpError("conflict", "Somebody has closed this task.");
    case "unknown-outcome":
      throw new HttpError("invalid", "This task does not offer that outcome.");
    case "cannot-resume":
      throw new HttpError("conflict", "This run has nothing to go on with; it can only be ended.");
  }
}

async function reportOf(
  tx: Transaction,
  of: {
    readonly task: StoredTask;
    readonly question: NonNullable<ReturnType<typeof questionOf>>;
    readonly contact: MadeContact;
    readonly userId: string;
  },
): Promise<ReportedContact> {
  const { task, question, contact, userId } = of;
  const { now } = await readClock(tx);
  const atMs = contact.atMs ?? now.getTime();
  if (atMs > now.getTime() + CLOCKS_APART_MS) {
    throw new HttpError("invalid", "A contact cannot have been made in the future.");
  }
  const used = await addressOfAttempt(tx, { task, debtorId: question.debtorId });
  if (contact.reached === "wrong-number" && used === undefined) {
    throw new HttpError(
      "invalid",
      "Open the task first: nobody knows which number was the wrong one.",
    );
  }
  return {
    ...question,
    outsideId: `task:${task.id}`,
    at: new Date(atMs),
    direction: "outbound",
    outcome: contact.outcome,
    reached: contact.reached ?? null,
    agent: userId,
    address: used ?? null,
    reservation: task.attemptId,
  };
}

/** The address that the opening of the task showed. */
async function addressOfAttempt(
  { sql }: Transaction,
  { task, debtorId }: { readonly task: StoredTask; readonly debtorId: string },
): Promise<{ readonly id: string; readonly kind: string; readonly hmac: Uint8Array } | undefined> {
  if (task.attemptId === null) return undefined;
  const [row] = await sql<{ id: string; kind: string; hmac: Uint8Array | null }[]>`
    select address.id, kind, hmac
    from attempt join address on address.id = attempt.address_id
    where attempt.shard = shard_of(${debtorId}) and attempt.id = ${task.attemptId}`;
  return row?.hmac == null ? undefined : { ...row, hmac: row.hmac };
}
