import {
  addNote,
  callBackTask,
  readClock,
  readTask,
  recordAudit,
  type Database,
  type Keyring,
} from "@fairflow/db";
import {
  contactOfTask,
  DESK,
  giveBackOpening,
  mayContactIn,
  recordContactsIn,
  type FactDeps,
} from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { houseRules } from "../outside/house-rules.ts";
import { reportOf, type MadeContact } from "../tasks/made-contact.ts";
import { verdictOf } from "../tasks/task-verdicts.ts";

interface CallBack {
  readonly id: string;
  readonly at: Date;
  readonly contact?: MadeContact | undefined;
  readonly note?: string | undefined;
  readonly userId: string;
}

/**
 * Promises to call back at a minute. The call on which it was promised enters the history first, so that the gate judges
 * that minute with it; what the law would refuse is not promised.
 *
 * @throws HttpError where the gate does not allow a call then, or the flow does not wait so long
 */
export async function callBack(
  deps: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  { id, at, contact, note, userId }: CallBack,
): Promise<void> {
  const { database, facts, keyring } = deps;
  await database.transaction(async (tx) => {
    const task = await readTask(tx, id);
    if (task === undefined) throw notFound("task");
    const question = contactOfTask(task);
    if (question === undefined) throw new HttpError("conflict", "This task asks for no contact.");
    const { now } = await readClock(tx);
    if (at.getTime() <= now.getTime()) {
      throw new HttpError("invalid", "Choose a minute that is still to come.");
    }
    if (task.runId !== null && task.dueAt !== null && at > task.dueAt) {
      throw new HttpError("conflict", "The flow waits for this call only until it is due.", {
        details: { dueAtMs: task.dueAt.getTime() },
      });
    }
    if (contact === undefined) {
      await giveBackOpening(tx, { debtorId: question.debtorId, attemptId: task.attemptId });
    } else {
      const report = await reportOf(tx, { task, question, contact, userId });
      const outsideId = `task:${id}:${task.attemptId ?? now.getTime()}`;
      await recordContactsIn(facts, tx, [{ ...report, outsideId }], {
        source: DESK,
        author: userId,
      });
    }
    const [answer] = await mayContactIn(facts, tx, [{ ...question, at }]);
    const verdict = verdictOf(answer, await houseRules(facts, tx));
    if (verdict.kind !== "allowed") {
      throw new HttpError("conflict", "A call is not allowed at that minute.", {
        details: { verdict },
      });
    }
    if (!(await callBackTask(tx, { id, at, userId }))) {
      throw new HttpError("conflict", "Somebody has closed this task.");
    }
    const text = note?.trim() ?? "";
    if (text !== "") {
      const { debtorId } = task;
      await addNote(tx, keyring, { debtorId, taskId: id, text, author: userId, at: now });
    }
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: userId },
        action: "task.call-back",
        subject: { kind: "task", id },
        after: { at: at.toISOString(), contact: contact?.outcome },
      },
    ]);
  });
}
