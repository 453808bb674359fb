import type { Transaction } from "@fairflow/db";
import type { DebtorChanges } from "./batch-changes.ts";
import type { Claim } from "./claim-batch.ts";
import { decideDebtor } from "./decide-debtor.ts";
import type { DebtorBatch } from "./deciding.ts";
import { loadContacts } from "./load-contacts.ts";

/**
 * Decides a batch in memory. What only the gate asks is read for those alone of whom a message is to be planned: where that
 * was not foreseen, it is read now and the debtor decided again. Their epoch was read before, so a fact that came
 * meanwhile is noticed when they are locked.
 */
export async function decideBatch(
  tx: Transaction,
  { batches, deciding }: Claim,
): Promise<readonly DebtorChanges[]> {
  const decided: DebtorChanges[] = [];
  const blind: DebtorBatch[] = [];
  for (const batch of batches) {
    const changes = decideDebtor(deciding, batch);
    if (changes === null) blind.push(batch);
    else decided.push(changes);
  }
  const ids = blind.map(({ facts }) => facts.id);
  const contacts = await loadContacts(tx.sql, ids, deciding.nowMs);
  for (const batch of blind) {
    const known = contacts.get(batch.facts.id);
    if (known !== undefined) decided.push(decideDebtor(deciding, { ...batch, contacts: known }));
  }
  return decided;
}
