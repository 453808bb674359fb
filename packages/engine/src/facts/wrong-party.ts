import { debtorsAt, suppressAddress, type Transaction } from "@fairflow/db";
import { askForTrace } from "./ask-for-trace.ts";
import type { Author } from "./telling.ts";

export interface WrongParty {
  /** The digest of the address: everyone who shares it is covered. */
  readonly hmac: Uint8Array;
  /** In whose file it was found to be wrong. */
  readonly debtorId: string;
  /** Null where the file does not have it. */
  readonly addressId: string | null;
  readonly source: Author;
}

/** Whom a transaction must lock at once that finds these addresses wrong: locks are taken in one order. */
export async function lockedByWrongParties(
  tx: Transaction,
  debtorIds: readonly string[],
  hmacs: readonly Uint8Array[],
): Promise<readonly string[]> {
  const sharers = hmacs.length === 0 ? [] : await debtorsAt(tx, hmacs);
  return [...new Set([...debtorIds, ...sharers])];
}

/** The address belongs to somebody else: refused everywhere at once, on every channel; a task asks for a trace. */
export async function markWrongParty(
  tx: Transaction,
  { hmac, debtorId, addressId, source }: WrongParty,
  now: Date,
): Promise<void> {
  await suppressAddress(
    tx,
    { addressHmac: hmac, channel: "any", reason: "wrong_party", source },
    now,
  );
  await tx.sql`
    update address set state = 'wrong_party', state_at = ${now}
    where id = ${addressId} and state <> 'wrong_party'`;
  await askForTrace(tx, { debtorId, now });
}
