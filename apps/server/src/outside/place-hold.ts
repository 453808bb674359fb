import {
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
  { facts, keyring }: { readonly facts: FactDeps; readonly keyring: Pick<Keyring, "encrypt"> },
  tx: Transaction,
  { note, ...hold }: HoldToPlace,
  actor: AuditEntry["actor"],
): Promise<PlacedHold> {
  await lockDebtors(tx, [hold.debtorId]);
  const { now } = await readClock(tx);
  const placed = await placeHoldIn(facts, tx, { ...hold, now });
  const { holdId } = placed;
  if (note !== undefined && note !== "") {
    const sealed = keyring.encrypt({ table: "hold", column: "note", row: holdId }, note);
    await tx.sql`update hold set note = ${sealed} where id = ${holdId}`;
  }
  const { debtorId, accountId, state, since, until, evidence, nextEvent } = hold;
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
