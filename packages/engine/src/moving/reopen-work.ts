import type { StoredMove, Transaction } from "@fairflow/db";
import { isoTime } from "../iso-time.ts";
import { plainArray } from "../sql-columns.ts";
import type { MovedRow } from "./go-back.ts";
import { closedBy } from "./moving-deps.ts";

/** Opens again what the move had closed, and closes what it had opened. */
export async function reopenWork(
  { sql }: Transaction,
  of: {
    readonly move: StoredMove;
    readonly undone: readonly MovedRow[];
    readonly nowMs: number;
  },
): Promise<void> {
  const { move, undone, nowMs } = of;
  if (undone.length === 0) return;
  const runs = plainArray(undone.map(({ run_id: id }) => id));
  const at = plainArray(undone.map((row) => isoTime(row.at.getTime())));
  const made = undone.flatMap(({ task_id: id }) => id ?? []);
  await sql`
    update task set status = 'open', closed_at = null, closed_by = null
    from unnest(${runs}::uuid[], ${at}::timestamptz[]) as back (run_id, at)
    where task.run_id = back.run_id and status = 'cancelled' and closed_at = back.at
      and closed_by in ('system', ${closedBy(move.id)})`;
  await sql`
    update payment_link set revoked_at = null, revoked_reason = null
    from unnest(${runs}::uuid[], ${at}::timestamptz[]) as back (run_id, at)
    where payment_link.run_id = back.run_id and revoked_at = back.at and revoked_reason = 'run-ended'`;
  if (made.length === 0) return;
  await sql`
    update task set status = 'cancelled', closed_at = ${isoTime(nowMs)}, closed_by = ${closedBy(move.id)}
    where id = any(${plainArray(made)}::uuid[]) and status = 'open'`;
}
