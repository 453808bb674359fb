import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { saveCountsByLane } from "../save-counts.ts";
import { servedVisits, type ServedVisit } from "../sending/planned-attempts.ts";
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

/** What became of an accepted attempt. */
export interface SettledDelivery {
  readonly shard: number;
  readonly id: string;
  readonly arrived: boolean;
  readonly at: Date;
  readonly code?: string | undefined;
}

/** `recordDelivery` for an attempt whose debtor is locked. */
export async function settleDeliveryIn(
  deps: Pick<FactDeps, "jobs">,
  tx: Transaction,
  settled: SettledDelivery,
  now: Date,
): Promise<boolean> {
  return (await settleDeliveriesIn(deps, tx, [settled], now)).has(settled.id);
}

/**
 * `settleDeliveryIn` for many.
 *
 * @returns the ids of those of which it was not known
 */
export async function settleDeliveriesIn(
  deps: Pick<FactDeps, "jobs">,
  tx: Transaction,
  settled: readonly SettledDelivery[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (settled.length === 0) return new Set();
  const rows = await tx.sql<SettledRow[]>`
    update attempt set
      status = case when became.outcome = 'delivered' then 'delivered' else status end,
      delivered_at = case when became.outcome = 'delivered' then became.at end,
      outcome = became.outcome,
      error_code = became.code, settled_at = ${now}
    from unnest(
      ${settled.map(({ shard }) => shard)}::smallint[], ${settled.map(({ id }) => id)}::uuid[],
      ${settled.map(({ arrived }) => (arrived ? "delivered" : "failed"))}::text[], ${settled.map(({ at }) => at.toISOString())}::timestamptz[],
      ${settled.map(({ code }) => code ?? null)}::text[]
    ) as became (shard, id, outcome, at, code)
    where attempt.shard = became.shard and attempt.id = became.id and status = 'accepted'
      -- A handset that confirms outweighs a carrier that gave up.
      and (attempt.outcome is null or attempt.outcome = 'failed' and became.outcome = 'delivered')
    returning attempt.id, attempt.shard, debtor_id, notice_id, attempt.outcome, became.code`;
  const visits = await servedVisits(tx.sql, rows);
  const served = rows.map((row) => ({ row, visits: visits.get(row.id) ?? [] }));
  await saveCountsByLane(
    tx.sql,
    served.map(({ row, visits: own }) => ({
      shard: row.shard,
      counts: own.map((visit) => ({
        versionId: visit.version_id,
        nodeId: visit.node_id,
        metric: row.outcome,
        exit: row.outcome === "delivered" ? "" : (row.code ?? "not-delivered"),
      })),
    })),
    now.getTime(),
  );
  const events = served.flatMap(({ row, visits: own }) =>
    own.flatMap((visit) => toldOf(row, visit)),
  );
  if (rows.length > 0) await tell(deps, tx, { events, now });
  return new Set(rows.map(({ id }) => id));
}

interface SettledRow {
  readonly id: string;
  readonly shard: number;
  readonly debtor_id: string;
  readonly notice_id: string | null;
  readonly outcome: "delivered" | "failed";
  readonly code: string | null;
}

function toldOf(row: SettledRow, visit: ServedVisit): readonly Told[] {
  const about = {
    debtorId: row.debtor_id,
    runId: visit.run_id,
    accountId: visit.account_id ?? undefined,
  };
  if (row.outcome === "delivered") return [{ ...about, kind: "message.delivered" }];
  const payload = { node: visit.node_id, visit: visit.visit };
  return [
    { ...about, kind: "message.not-delivered" },
    ...(row.notice_id === null
      ? []
      : [{ ...about, kind: "notice.not-delivered", payload } as const]),
  ];
}
