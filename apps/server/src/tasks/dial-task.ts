import type { TaskVerdict } from "@fairflow/contract";
import {
  addressesOf,
  lockDebtors,
  readClock,
  readTask,
  recordAudit,
  type Database,
  type Keyring,
  type StoredAddress,
  type StoredTask,
  type Transaction,
} from "@fairflow/db";
import {
  contactOfTask,
  DESK,
  giveBackOpening,
  mayClaim,
  noteOpening,
  readOpening,
  recordContactsIn,
  reserveContactsIn,
  type ContactQuestion,
  type FactDeps,
} from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { houseRules } from "../outside/house-rules.ts";
import { reportOf, type MadeContact } from "./made-contact.ts";
import { ALLOWED, verdictOf } from "./task-verdicts.ts";

const KEPT_MINUTES = 30;

export interface Dialled {
  readonly verdict: TaskVerdict;
  /** Null where it is refused, or the debtor has none. */
  readonly address: string | null;
  /** Which address that is. */
  readonly addressId: string | null;
  readonly keptUntilMs: number | null;
}

interface Deps {
  readonly database: Database;
  readonly facts: FactDeps;
  readonly keyring: Keyring;
}

interface Dialling {
  readonly id: string;
  readonly userId: string;
  /** What came of the call that was opened before, where nobody has said it yet. */
  readonly earlier?: MadeContact | "not-made" | undefined;
}

/**
 * Opens a call or visit: the gate is asked under the debtor's lock, and what it says is an attempt on record (I5). Only
 * where it allows it is the number shown, and the slot is kept while somebody dials. Opened again in that time it is the
 * same slot; after it, whoever opens it says first what came of the call, which counts until then.
 */
export async function dialTask(
  { database, facts, keyring }: Deps,
  dialling: Dialling,
): Promise<Dialled> {
  return database.transaction(async (tx) => {
    const { id, userId, earlier } = dialling;
    const found = await contactTask(tx, id);
    if (!(await mayClaim(tx))) {
      throw new HttpError("conflict", "All sending is paused, and calls with it.");
    }
    if (earlier !== undefined) await tellEarlier(facts, tx, { ...found, dialling, earlier });
    const { debtorId } = found.question;
    await lockDebtors(tx, [debtorId]);
    // Somebody else may have opened or closed it while we waited.
    const { task, question } = await contactTask(tx, id);
    const { now } = await readClock(tx);
    const opening = await readOpening(tx, { debtorId, attemptId: task.attemptId }, now);
    if (opening?.isInDoubt === true) {
      throw new HttpError("conflict", "Say first what came of the call that was opened before.", {
        details: { asks: "earlier" },
      });
    }
    if (opening !== undefined && opening.agent !== userId) {
      throw new HttpError("conflict", "Somebody else has this call open.");
    }
    if (opening !== undefined) {
      await noteDialled(tx, { id, userId, attemptId: opening.attemptId, verdict: "allowed" });
      const { addressId, keptUntil } = opening;
      const address = textOf(await addressesOf(tx, keyring, debtorId), addressId);
      return { verdict: ALLOWED, address, addressId, keptUntilMs: keptUntil.getTime() };
    }
    const [answer] = await reserveContactsIn(facts, tx, [question], {
      minutes: KEPT_MINUTES,
      source: DESK,
    });
    const verdict = verdictOf(answer, await houseRules(facts, tx));
    if (answer?.attemptId != null) {
      const { attemptId } = answer;
      await noteOpening(tx, { taskId: id, debtorId, attemptId, agent: userId });
      await noteDialled(tx, { id, userId, attemptId, verdict: verdict.kind });
    }
    if (verdict.kind !== "allowed") return { verdict, ...NOT_SHOWN };
    const addressId = answer?.address?.id ?? null;
    return {
      verdict,
      address: textOf(await addressesOf(tx, keyring, debtorId), addressId),
      addressId,
      keptUntilMs: answer?.reservedUntil?.getTime() ?? null,
    };
  });
}

const NOT_SHOWN = { address: null, addressId: null, keptUntilMs: null } as const;

/** @throws HttpError where there is nobody to be reached, or no work any more */
async function contactTask(
  tx: Transaction,
  id: string,
): Promise<{ readonly task: StoredTask; readonly question: ContactQuestion }> {
  const task = await readTask(tx, id);
  if (task === undefined) throw notFound("task");
  const question = contactOfTask(task);
  if (question === undefined) throw new HttpError("conflict", "This task asks for no contact.");
  if (task.status !== "open") throw new HttpError("conflict", "Somebody has closed this task.");
  return { task, question };
}

/** What came of an opening that is in doubt; where it is not, nothing is asked and nothing is taken. */
async function tellEarlier(
  facts: FactDeps,
  tx: Transaction,
  of: {
    readonly task: StoredTask;
    readonly question: ContactQuestion;
    readonly dialling: Dialling;
    readonly earlier: MadeContact | "not-made";
  },
): Promise<void> {
  const { task, question, earlier } = of;
  const { debtorId } = question;
  const { now } = await readClock(tx);
  const opening = await readOpening(tx, { debtorId, attemptId: task.attemptId }, now);
  if (opening?.isInDoubt !== true) return;
  if (earlier === "not-made") {
    await giveBackOpening(tx, { debtorId, attemptId: opening.attemptId });
    return;
  }
  const { userId } = of.dialling;
  const report = await reportOf(tx, {
    task,
    question,
    contact: { atMs: opening.openedAt.getTime(), ...earlier },
    userId: opening.agent ?? userId,
  });
  const outsideId = `task:${task.id}:${opening.attemptId}`;
  await recordContactsIn(facts, tx, [{ ...report, outsideId }], { source: DESK, author: userId });
}

async function noteDialled(
  tx: Transaction,
  of: {
    readonly id: string;
    readonly userId: string;
    readonly attemptId: string;
    readonly verdict: string;
  },
): Promise<void> {
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: of.userId },
      action: "task.dial",
      subject: { kind: "task", id: of.id },
      after: { attemptId: of.attemptId, verdict: of.verdict },
    },
  ]);
}

function textOf(addresses: readonly StoredAddress[], id: string | null): string | null {
  return addresses.find((address) => address.id === id)?.text ?? null;
}
