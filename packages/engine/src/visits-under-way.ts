import type { Sql } from "@fairflow/db";
import type { StoredRun } from "./claim-runs.ts";
import { visitKey } from "./plan-attempts.ts";

/** What stands of an attempt that bars a second one for its visit (I6), by `visitKey`. */
export type VisitsUnderWay = ReadonlyMap<string, string>;

/** Visits of these runs that have an attempt planned, on its way, in doubt or accepted, with its status. */
export async function visitsUnderWay(
  sql: Sql,
  runs: readonly StoredRun[],
): Promise<VisitsUnderWay> {
  const sending = runs.filter(
    ({ run }) => run.waiting?.kind === "attempt" || run.interrupted?.waiting.kind === "attempt",
  );
  if (sending.length === 0) return new Map();
  const rows = await sql<{ run_id: string; node_id: string; visit: number; status: string }[]>`
    select attempt_run.run_id, node_id, visit, attempt.status
    from unnest(
      ${sending.map(({ shard }) => shard)}::smallint[], ${sending.map(({ id }) => id)}::uuid[]
    ) as sending (shard, run_id)
    join attempt_run on attempt_run.shard = sending.shard and attempt_run.run_id = sending.run_id
    join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_run.attempt_id
    where not is_released`;
  return new Map(rows.map((row) => [visitKey(row.run_id, row.node_id, row.visit), row.status]));
}
