import {
  addHoldNote,
  holdUntil,
  lockDebtors,
  readClock,
  recordAudit,
  type AuditEntry,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import { placeHoldIn, type FactDeps, type HoldPlacing, type PlacedHold } from "@fairflow/engine";

export interface HoldToPlace extends HoldPlacing {
  readonly note?: string | undefined;
}

/** Places a hold with its note, which is encrypted, and its line on the trail. */
export async function placeAudited(
  {
    facts,
    keyring,
  }: { readonly facts: FactDeps; readonly keyring: Pick<Keyring, "encrypt" | "decryptText"> },
  tx: Transaction,
  { note, ...hold }: HoldToPlace,
  actor: AuditEntry["actor"],
): Promise<PlacedHold> {
  await lockDebtors(tx, [hold.debtorId]);
  const { now } = await readClock(tx);
  const placed = await placeHoldIn(facts, tx, { ...hold, now });
  const { holdId } = placed;
  if (note !== undefined && note !== "") await addHoldNote(tx, keyring, { holdId, note });
  const { debtorId, accountId, state, since, evidence, nextEvent } = hold;
  const until = await holdUntil(tx, holdId);
  await recordAudit(tx, [
    {
      actor,
      action: placed.isNew ? "hold.place" : "hold.update",
      subject: { kind: "hold", id: holdId },
      after: { debtorId, accountId, state, since, until, evidence, nextEvent },
    },
  ]);
  return placed;
}
