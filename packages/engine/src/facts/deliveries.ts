import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { firstShardOf, laneOf } from "../lane.ts";
import { saveCounts } from "../save-counts.ts";
import { tell, type FactDeps, type Told } from "./telling.ts";

/** What a provider reports of a message that it took. */
export interface Delivery {
  readonly provider: string;
  readonly providerId: string;
  readonly arrived: boolean;
  readonly at: Date;
  /** The provider's, where it did not arrive. */
  readonly code?: string | undefined;
}

/**
 * A message arrived, or turned out not to: its runs are told, and where it is a notice that the law requires, its days run
 * or it is over. One that arrived after all has arrived.
 *
 * @returns false for a message that nobody knows or of which it was known
 */
export function recordDelivery(deps: FactDeps, report: Delivery): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    const [found] = await tx.sql<{ debtor_id: string; shard: number; id: string }[]>`
      select debtor_id, shard, id from attempt
      where provider = ${report.provider} and provider_id = ${report.providerId}`;
    if (found === undefined) return false;
    await lockDebtors(tx, [found.debtor_id]);
    const { shard, id } = found;
    return settleDeliveryIn(deps, tx, { ...report, shard, id }, now);
  });
}

/** `recordDelivery` for an attempt whose debtor is locked. */
export async function settleDeliveryIn(
  deps: FactDeps,
  tx: Transaction,
  settled: {
    readonly shard: number;
    readonly id: string;
    readonly arrived: boolean;
    readonly at: Date;
    readonly code?: string | undefined;
  },
  now: Date,
): Promise<boolean> {
  const { shard, id, arrived, at, code } = settled;
  const [attempt] = await tx.sql<{ debtor_id: string; notice_id: string | null }[]>`
    update attempt set
      status = case when ${arrived} then 'delivered' else status end,
      delivered_at = case when ${arrived} then ${at}::timestamptz end,
      outcome = case when ${arrived} then 'delivered' else 'failed' end,
      error_code = ${code ?? null}, settled_at = ${now}
    where shard = ${shard} and id = ${id} and status = 'accepted'
      -- A handset that confirms outweighs a carrier that gave up.
      and (outcome is null or outcome = 'failed' and ${arrived})
    returning debtor_id, notice_id`;
  if (attempt === undefined) return false;
  const visits = await tx.sql<VisitRow[]>`
    select run_id, node_id, visit, version_id, account_id from attempt_run
    where shard = ${shard} and attempt_id = ${id} and not is_released`;
  await saveCounts(
    tx.sql,
    [
      {
        counts: visits.map((row) => ({
          versionId: row.version_id,
          nodeId: row.node_id,
          metric: arrived ? "delivered" : "failed",
          exit: arrived ? "" : (code ?? "not-delivered"),
        })),
      },
    ],
    { countingShard: firstShardOf(laneOf(shard)), nowMs: now.getTime() },
  );
  const events = visits.flatMap((row): readonly Told[] => {
    const about = {
      debtorId: attempt.debtor_id,
      runId: row.run_id,
      accountId: row.account_id ?? undefined,
    };
    if (arrived) return [{ ...about, kind: "message.delivered" }];
    const payload = { node: row.node_id, visit: row.visit };
    return [
      { ...about, kind: "message.not-delivered" },
      ...(attempt.notice_id === null
        ? []
        : [{ ...about, kind: "notice.not-delivered", payload } as const]),
    ];
  });
  await tell(deps, tx, { events, now });
  return true;
}

interface VisitRow {
  readonly run_id: string;
  readonly node_id: string;
  readonly visit: number;
  readonly version_id: string;
  readonly account_id: string | null;
}
