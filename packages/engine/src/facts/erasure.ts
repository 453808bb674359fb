import {
  answerRequests,
  eraseDebtorData,
  lockDebtors,
  readClock,
  recordAudit,
  type AuditEntry,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { debtorRecords } from "../retention/debtor-records.ts";
import { erasureBarsOf, type ErasureBar } from "../retention/erasure-bars.ts";
import { debtorErasedIn } from "./debtor-erased.ts";
import type { FactDeps } from "./telling.ts";
import { termsNow } from "./terms-now.ts";

export type Erasure =
  | {
      readonly kind: "erased";
      /** How many were emptied, by table. */
      readonly rows: Readonly<Record<string, number>>;
    }
  | { readonly kind: "refused"; readonly bars: readonly ErasureBar[] }
  /** Erased before, or nobody knows them. */
  | { readonly kind: "nobody" };

export interface ErasureInput {
  readonly debtorId: string;
  readonly keyring: Pick<Keyring, "encrypt">;
  readonly actor: AuditEntry["actor"];
  readonly reason: string;
}

/**
 * What stands against erasing a debtor: something is still owed or open, or a law wants the record kept until a day. What is
 * owed comes first, then the law that keeps it longest.
 */
export async function erasureBars(
  deps: FactDeps,
  tx: Transaction,
  debtorId: string,
): Promise<readonly ErasureBar[]> {
  const [{ now }, terms, [records]] = await Promise.all([
    readClock(tx),
    termsNow(deps, tx),
    debtorRecords(tx, [debtorId]),
  ]);
  return records === undefined ? [] : erasureBarsOf(terms, records, now);
}

/**
 * Erases a debtor: everything about them stops, as every stop fact does, what is kept of them as a person is destroyed, and
 * the trail says who did it and why, in the caller's transaction. Refused while anything stands against it.
 */
export async function eraseDebtorIn(
  deps: FactDeps,
  tx: Transaction,
  { debtorId, keyring, actor, reason }: ErasureInput,
): Promise<Erasure> {
  // What stands against it is asked under the lock: nothing is owed or sent between the answer and the deed.
  await lockDebtors(tx, [debtorId]);
  const bars = await erasureBars(deps, tx, debtorId);
  if (bars.length > 0) return { kind: "refused", bars };
  const { now } = await readClock(tx);
  if (!(await debtorErasedIn(deps, tx, { debtorId, now }))) return { kind: "nobody" };
  const rows = await eraseDebtorData(tx, keyring, debtorId);
  await answerRequests(tx, { debtorId, kind: "erasure", userId: actor.id ?? actor.kind, now });
  const subject = { kind: "debtor", id: debtorId };
  await recordAudit(tx, [{ actor, action: "debtor.erase", subject, after: { rows }, reason }]);
  return { kind: "erased", rows };
}
