import type { Sql } from "@fairflow/db";
import type { StoredRun } from "./claim-runs.ts";
import { visitKey } from "./plan-attempts.ts";

/** Visits of these runs that have an attempt planned, on its way, in doubt or accepted: they get no second one (I6). */
export async function visitsUnderWay(
  sql: Sql,
  runs: readonly StoredRun[],
): Promise<ReadonlySet<string>> {
  const sending = runs.filter(
    ({ run }) => run.waiting?.kind === "attempt" || run.interrupted?.waiting.kind === "attempt",
  );
  if (sending.length === 0) return new Set();
  const rows = await sql<{ run_id: string; node_id: string; visit: number }[]>`
    select attempt_run.run_id, node_id, visit
    from unnest(
      ${sending.map(({ shard }) => shard)}::smallint[], ${sending.map(({ id }) => id)}::uuid[]
    ) as sending (shard, run_id)
    join attempt_run on attempt_run.shard = sending.shard and attempt_run.run_id = sending.run_id
    where not is_released`;
  return new Set(rows.map((row) => visitKey(row.run_id, row.node_id, row.visit)));
}
