import type { Sql } from "@fairflow/db";
import { movesAttempts, type DebtorChanges } from "./batch-changes.ts";
import { plainArray } from "./sql-columns.ts";

/**
 * Locks, in id order, the debtors for whom an attempt is planned or withdrawn, and keeps those whose epoch is still the one that the
 * verdict was taken under and whose planned attempts may still grow or give way. The others are taken again by the next batch: their
 * facts have changed, or a sender was faster.
 */
export async function lockPlanning(
  sql: Sql,
  changes: readonly DebtorChanges[],
): Promise<readonly DebtorChanges[]> {
  const planning = changes.filter(movesAttempts);
  if (planning.length === 0) return changes;
  const locked = await sql<{ id: string; epoch: number }[]>`
    select id, epoch from debtor
    where id = any(${plainArray(planning.map(({ debtorId }) => debtorId))}::uuid[])
    order by id
    for no key update`;
  const epochs = new Map(locked.map(({ id, epoch }) => [id, epoch]));
  const planned = await stillPlanned(sql, planning);
  return changes.filter((each) => {
    if (!movesAttempts(each)) return true;
    return (
      epochs.get(each.debtorId) === each.epoch && changedOf(each).every(({ id }) => planned.has(id))
    );
  });
}

/** Asked only once the locks are held: a claim needs them too. */
async function stillPlanned(
  sql: Sql,
  planning: readonly DebtorChanges[],
): Promise<ReadonlySet<string>> {
  const targets = planning.flatMap(changedOf);
  if (targets.length === 0) return new Set();
  const rows = await sql<{ id: string }[]>`
    select attempt.id
    from unnest(
      ${targets.map(({ shard }) => shard)}::smallint[], ${targets.map(({ id }) => id)}::uuid[]
    ) as target (shard, id)
    join attempt on attempt.shard = target.shard and attempt.id = target.id
    where status = 'planned'`;
  return new Set(rows.map(({ id }) => id));
}

/** The planned attempts of others than this batch that it changes. */
function changedOf({ growths, givenWay }: DebtorChanges) {
  const yielding = givenWay.filter(({ isNew }) => !isNew);
  return [...growths, ...yielding.map(({ shard, attemptId }) => ({ shard, id: attemptId }))];
}
