import {
  readClock,
  readTask,
  recordAudit,
  saveTaskNote,
  type Database,
  type Keyring,
} from "@fairflow/db";
import {
  completeTaskIn,
  contactOfTask,
  DESK,
  giveBackOpening,
  recordContactsIn,
  type CompletedTask,
  type FactDeps,
} from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { reportOf, type MadeContact } from "./made-contact.ts";
import { taskVerdicts } from "./task-verdicts.ts";

interface Completion {
  readonly id: string;
  readonly outcome: string;
  readonly contact?: MadeContact | undefined;
  readonly note?: string | undefined;
  readonly userId: string;
}

/**
 * Finishes a task. A call or visit that was made enters the history with the verdict that was taken when it was opened;
 * it does so too where the task was closed meanwhile, which the answer says. A legal step that the gate does not allow
 * any more is refused, and that it was asked for is on record.
 *
 * @throws HttpError
 */
export async function completeTask(
  {
    database,
    facts,
    keyring,
  }: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  completion: Completion,
): Promise<void> {
  const ended = await database.transaction(async (tx) => {
    const { id, outcome, contact, note, userId } = completion;
    const task = await readTask(tx, id);
    if (task === undefined) throw notFound("task");
    const question = contactOfTask(task);
    if (question === undefined) {
      if (contact !== undefined) throw new HttpError("invalid", "This task asks for no contact.");
    } else if (contact === undefined) {
      await giveBackOpening(tx, { debtorId: question.debtorId, attemptId: task.attemptId });
    } else if (task.step !== null && task.attemptId === null) {
      // What was asked of the law stands with the opening: a legal step is never made without it.
      throw new HttpError("conflict", `Open the ${question.channel} first: it is a legal step.`);
    } else {
      // The report takes its locks before those of the task.
      const report = await reportOf(tx, { task, question, contact, userId });
      await recordContactsIn(facts, tx, [report], { source: DESK, author: userId });
    }
    const { now } = await readClock(tx);
    const completed = await completeTaskIn(facts, tx, { id, outcome, author: userId }, now);
    const audited = actionOf(completed, contact !== undefined);
    if (completed === "done" && note !== undefined && note !== "") {
      await saveTaskNote(tx, keyring, { id, note });
    }
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: audited,
        subject: { kind: "task", id },
        after: { kind: task.kind, outcome, contact: contact?.outcome },
      },
    ]);
    return { audited, task };
  });
  switch (ended.audited) {
    case "task.complete":
      return;
    case "task.contact":
      throw new HttpError("conflict", "This task was closed meanwhile. The contact is recorded.");
    case "task.refused": {
      const verdict = (await taskVerdicts(facts, [ended.task])).get(ended.task.id);
      throw new HttpError("conflict", "The law does not allow this step any more.", {
        details: { verdict },
      });
    }
  }
}

/** What stays on record, and with it what was done so far. @throws HttpError where nothing does */
function actionOf(
  completed: CompletedTask,
  isContact: boolean,
): "task.complete" | "task.contact" | "task.refused" {
  switch (completed) {
    case "done":
      return "task.complete";
    case "step-not-allowed":
      return "task.refused";
    case "not-open":
      if (isContact) return "task.contact";
      throw new HttpError("conflict", "Somebody has closed this task.");
    case "unknown-outcome":
      throw new HttpError("invalid", "This task does not offer that outcome.");
    case "cannot-resume":
      throw new HttpError("conflict", "This run has nothing to go on with; it can only be ended.");
  }
}
