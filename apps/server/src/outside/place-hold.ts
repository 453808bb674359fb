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
  const [stands] = await tx.sql<{ until: Date | null; note: Uint8Array | null }[]>`
    select until, note from hold where id = ${holdId}`;
  if (note !== undefined && note !== "") {
    const at = { table: "hold", column: "note", row: holdId } as const;
    // What was said of it before is still true.
    const before = stands?.note == null ? [] : [keyring.decryptText(at, stands.note)];
    const sealed = keyring.encrypt(at, [...before, note].join("\n\n"));
    await tx.sql`update hold set note = ${sealed} where id = ${holdId}`;
  }
  const { debtorId, accountId, state, since, evidence, nextEvent } = hold;
  const until = stands?.until ?? null;
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
