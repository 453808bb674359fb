import type { Transaction } from "@fairflow/db";
import type { Count, DebtorChanges } from "../batch-changes.ts";
import { tell, type Told } from "../facts/telling.ts";
import type { Jobs } from "../jobs.ts";
import { saveCounts } from "../save-counts.ts";
import { plainArray } from "../sql-columns.ts";
import { GIVES_WAY_TO_NOTICE } from "./make-way.ts";

interface VisitRow {
  readonly debtor_id: string;
  readonly run_id: string;
  readonly node_id: string;
  readonly visit: number;
  readonly version_id: string;
  readonly account_id: string | null;
}

/**
 * Takes back the planned messages that give their slot to a notice, and tells their runs why: each asks the gate again,
 * with the notice counted. The caller holds the debtors' locks and has saved the batch.
 */
export async function saveGivenWay(
  deps: { readonly jobs: Jobs },
  tx: Transaction,
  changes: readonly DebtorChanges[],
  { countingShard, nowMs }: { readonly countingShard: number; readonly nowMs: number },
): Promise<void> {
  const given = changes.flatMap((each) => each.givenWay);
  if (given.length === 0) return;
  const now = new Date(nowMs);
  const visits = await tx.sql<VisitRow[]>`
    with given as (
      select * from unnest(
        ${plainArray(given.map(({ shard }) => shard))}::smallint[], ${plainArray(given.map(({ attemptId }) => attemptId))}::uuid[]
      ) as given (shard, id)
    ), withdrawn as (
      update attempt set status = 'withdrawn', settled_at = ${now}, error_code = ${GIVES_WAY_TO_NOTICE}
      from given
      where attempt.shard = given.shard and attempt.id = given.id and status = 'planned'
      returning attempt.shard, attempt.id, attempt.debtor_id
    )
    update attempt_run set is_released = true
    from withdrawn
    where attempt_run.shard = withdrawn.shard and attempt_id = withdrawn.id and not is_released
    returning withdrawn.debtor_id, run_id, node_id, visit, version_id, account_id`;
  const counts = visits.map((row): Count => ({
    versionId: row.version_id,
    nodeId: row.node_id,
    metric: "deferred",
    exit: GIVES_WAY_TO_NOTICE,
  }));
  await saveCounts(tx.sql, [{ counts }], { countingShard, nowMs });
  const events = visits.map((row): Told => ({
    debtorId: row.debtor_id,
    runId: row.run_id,
    accountId: row.account_id ?? undefined,
    kind: "attempt.deferred",
    payload: {
      node: row.node_id,
      visit: row.visit,
      rules: [GIVES_WAY_TO_NOTICE],
      untilMs: nowMs,
    },
  }));
  await tell(deps, tx, { events, now });
}
