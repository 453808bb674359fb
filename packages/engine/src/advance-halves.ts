import { lockDebtors, savepoint, type Database, type Transaction } from "@fairflow/db";
import { advanceClaim } from "./advance-claim.ts";
import { noChanges } from "./batch-changes.ts";
import { blamesData } from "./blames-data.ts";
import { claimBatch, type ClaimDeps } from "./claim-batch.ts";
import { decideDebtor, park } from "./decide-debtor.ts";
import type { DebtorBatch, Deciding, KnownDebtorBatch } from "./deciding.ts";
import { loadContacts } from "./load-contacts.ts";
import { loadDebtors } from "./load-debtors.ts";
import { saveDecided, type SavingDeps } from "./save-decided.ts";

interface AdvanceDeps extends ClaimDeps, SavingDeps {
  readonly database: Database;
}

/** Advances debtors whose batch could not be saved, in halves, until the culprit is alone. @returns how many runs */
export async function advanceHalves(
  deps: AdvanceDeps,
  lane: number,
  debtorIds: readonly string[],
): Promise<number> {
  if (debtorIds.length === 1) return advanceAlone(deps, lane, debtorIds);
  const middle = Math.ceil(debtorIds.length / 2);
  let advanced = 0;
  for (const half of [debtorIds.slice(0, middle), debtorIds.slice(middle)]) {
    try {
      advanced += await deps.database.transaction(async (tx) => {
        const claim = await claimBatch(deps, { tx, lane, only: new Set(half) });
        return claim === "busy" || claim === null ? 0 : advanceClaim(deps, { tx, lane, claim });
      });
    } catch (fault) {
      if (!blamesData(fault)) throw fault;
      advanced += await advanceHalves(deps, lane, half);
    }
  }
  return advanced;
}

/**
 * One debtor's runs, each in its own savepoint, so that the one that cannot be saved is parked and the others go on. Each
 * is decided on what those before it left, under the debtor's lock: their messages are still one.
 */
async function advanceAlone(
  deps: AdvanceDeps,
  lane: number,
  debtorIds: readonly string[],
): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const claim = await claimBatch(deps, { tx, lane, only: new Set(debtorIds) });
    if (claim === "busy" || claim === null) return 0;
    const [batch] = claim.batches;
    if (batch === undefined) return 0;
    await lockDebtors(tx, [batch.facts.id]);
    for (const stored of batch.runs) {
      const alone = decideDebtor(claim.deciding, {
        ...(await knownNow(tx, batch, claim.deciding)),
        runs: [stored],
      });
      alone.readEvents.length = 0;
      try {
        await savepoint(tx, (inner) => saveDecided(deps, { tx: inner, lane, claim }, [alone]));
      } catch (fault) {
        if (!blamesData(fault)) throw fault;
        deps.onFault("run", stored.id, fault);
        const { id, shard, epoch } = batch.facts;
        const parked = noChanges({ debtorId: id, shard, epoch });
        park(stored, { changes: parked, fault, eventId: null });
        await saveDecided(deps, { tx, lane, claim }, [parked]);
      }
    }
    const { id, shard, epoch } = batch.facts;
    const read = noChanges({ debtorId: id, shard, epoch });
    read.readEvents.push(...batch.events.map((event) => ({ shard: event.shard, id: event.id })));
    await saveDecided(deps, { tx, lane, claim }, [read]);
    return batch.runs.length;
  });
}

/** The debtor as those of its runs that were saved before have left it. */
async function knownNow(
  tx: Transaction,
  batch: DebtorBatch,
  { nowMs }: Deciding,
): Promise<KnownDebtorBatch> {
  const { id } = batch.facts;
  const [debtors, contacts] = await Promise.all([
    loadDebtors(tx.sql, [id]),
    loadContacts(tx.sql, [id], nowMs),
  ]);
  return {
    ...batch,
    facts: debtors.get(id) ?? batch.facts,
    contacts: contacts.get(id) ?? { addresses: [], attempts: [], notices: [], consents: [] },
  };
}
