import type { Outcome } from "@fairflow/compliance";
import { readClock, type StoredTask, type Transaction } from "@fairflow/db";
import { addressOfOpening, type ContactQuestion, type ReportedContact } from "@fairflow/engine";
import { HttpError } from "../http/http-error.ts";

const CLOCKS_APART_MS = 5 * 60_000;

/** A call or visit that was made for a task, as whoever made it says. */
export interface MadeContact {
  readonly outcome: Outcome;
  readonly reached?: "debtor" | "third-party" | "wrong-number" | undefined;
  readonly atMs?: number | undefined;
}

/** The contact as the history takes it. @throws HttpError where it cannot be true */
export async function reportOf(
  tx: Transaction,
  of: {
    readonly task: StoredTask;
    readonly question: ContactQuestion;
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
  const used = await addressOfOpening(tx, {
    debtorId: question.debtorId,
    attemptId: task.attemptId,
  });
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
