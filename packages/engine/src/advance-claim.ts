import type { Transaction } from "@fairflow/db";
import type { Claim } from "./claim-batch.ts";
import { decideBatch } from "./decide-batch.ts";
import { lockPlanning } from "./lock-planning.ts";
import { saveDecided, type SavingDeps } from "./save-decided.ts";

/** Takes a batch from what was read to what is saved. @returns how many runs it advanced */
export async function advanceClaim(
  deps: SavingDeps,
  { tx, lane, claim }: { readonly tx: Transaction; readonly lane: number; readonly claim: Claim },
): Promise<number> {
  const decided = await decideBatch(tx, claim);
  const current = await lockPlanning(tx.sql, decided);
  await saveDecided(deps, { tx, lane, claim }, current);
  return current.reduce((total, each) => total + each.runs.length, 0);
}
