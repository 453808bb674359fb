import type { Sql } from "@fairflow/db";
import type { DebtorChanges } from "../batch-changes.ts";
import { isoTime } from "../iso-time.ts";
import { plainArray } from "../sql-columns.ts";

/** Writes down which share of a split accounts were given, in the batch that gave it. The first one stays. */
export async function saveDraws(
  sql: Sql,
  changes: readonly Pick<DebtorChanges, "draws">[],
  nowMs: number,
): Promise<void> {
  const draws = changes.flatMap((each) => each.draws);
  if (draws.length === 0) return;
  const now = isoTime(nowMs);
  await sql`
    insert into split_draw (flow_id, node_id, account_id, debtor_id, version_id, arm, is_hold_out, drawn_at, drawn_on)
    select v.flow_id, d.node_id, d.account_id, d.debtor_id, d.version_id, d.arm, d.is_hold_out, ${now}::timestamptz,
      (${now}::timestamptz at time zone p.zone)::date
    from unnest(
      ${draws.map(({ versionId }) => versionId)}::uuid[], ${draws.map(({ nodeId }) => nodeId)}::text[],
      ${draws.map(({ accountId }) => accountId)}::uuid[], ${draws.map(({ debtorId }) => debtorId)}::uuid[],
      ${draws.map(({ arm }) => arm)}::text[], ${plainArray(draws.map(({ isHoldOut }) => String(isHoldOut)))}::boolean[]
    ) as d (version_id, node_id, account_id, debtor_id, arm, is_hold_out)
    join flow_version v on v.id = d.version_id
    join account a on a.id = d.account_id
    join portfolio p on p.id = a.portfolio_id
    on conflict (flow_id, node_id, account_id) do nothing`;
}
