import type { TaskVerdict } from "@fairflow/contract";
import {
  isSendingOn,
  lockDebtors,
  noteTaskAttempt,
  readClock,
  readTask,
  recordAudit,
  type Database,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { reserveContactsIn, type FactDeps } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { houseRules } from "../outside/house-rules.ts";
import { questionOf, verdictOf } from "./task-verdicts.ts";

/** How the history names what people make at the desk. */
export const DESK = "desk";

const KEPT_MINUTES = 30;

export interface Dialled {
  readonly verdict: TaskVerdict;
  /** Null where it is refused, or the debtor has none. */
  readonly address: string | null;
  readonly keptUntilMs: number | null;
}

/**
 * Opens a call or visit: the gate is asked under the debtor's lock, and what it says is an attempt on record (I5). Only
 * where it allows it is the number shown, and the slot is kept while somebody dials.
 */
export async function dialTask(
  {
    database,
    facts,
    keyring,
  }: { readonly database: Database; readonly facts: FactDeps; readonly keyring: Keyring },
  { id, userId }: { readonly id: string; readonly userId: string },
): Promise<Dialled> {
  return database.transaction(async (tx) => {
    const task = await readTask(tx, id);
    if (task === undefined) throw notFound("task");
    const question = questionOf(task);
    if (question === undefined) throw new HttpError("conflict", "This task asks for no contact.");
    if (task.status !== "open") throw new HttpError("conflict", "Somebody has closed this task.");
    if (!(await isSendingOn(tx))) {
      throw new HttpError("conflict", "All sending is paused, and calls with it.");
    }
    // Opened again, it takes the slot that it had and asks afresh.
    await giveBack(tx, { debtorId: question.debtorId, attemptId: task.attemptId });
    const [answer] = await reserveContactsIn(facts, tx, [question], {
      minutes: KEPT_MINUTES,
      source: DESK,
    });
    const verdict = verdictOf(answer, await houseRules(facts, tx));
    if (answer?.attemptId != null) {
      if (!(await noteTaskAttempt(tx, { id, attemptId: answer.attemptId }))) {
        throw new HttpError("conflict", "Somebody has closed this task.");
      }
      await recordAudit(tx, [
        {
          actor: { kind: "user", id: userId },
          action: "task.dial",
          subject: { kind: "task", id },
          after: { attemptId: answer.attemptId, verdict: verdict.kind },
        },
      ]);
    }
    if (verdict.kind !== "allowed") return { verdict, address: null, keptUntilMs: null };
    const addressId = answer?.judgement?.contactCase.addressId;
    return {
      verdict,
      address: addressId === undefined ? null : await addressText(tx, keyring, addressId),
      keptUntilMs: answer?.reservedUntil?.getTime() ?? null,
    };
  });
}

/** Lets go of the slot that an earlier opening kept. */
export async function giveBack(
  tx: Transaction,
  of: { readonly debtorId: string; readonly attemptId: string | null },
): Promise<void> {
  if (of.attemptId === null) return;
  await lockDebtors(tx, [of.debtorId]);
  const { now } = await readClock(tx);
  await tx.sql`
    update attempt set status = 'withdrawn', settled_at = ${now}
    where shard = shard_of(${of.debtorId}) and id = ${of.attemptId} and status = 'planned'
      and reserved_until is not null`;
}

async function addressText(
  { sql }: Transaction,
  keyring: Keyring,
  id: string,
): Promise<string | null> {
  const [row] = await sql<{ value: Uint8Array | null }[]>`
    select value from address where id = ${id}`;
  if (row?.value == null) return null;
  return keyring.decryptText({ table: "address", column: "value", row: id }, row.value);
}
