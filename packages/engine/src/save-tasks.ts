import type { Sql } from "@fairflow/db";
import type { DebtorChanges, NewTask } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";

/** Opens the work that runs ask people for. */
export async function saveTasks(
  sql: Sql,
  changes: readonly { readonly tasks: readonly NewTask[] }[],
  nowMs: number,
): Promise<void> {
  const tasks = changes.flatMap((each) => each.tasks);
  if (tasks.length === 0) return;
  await sql`
    insert into task (debtor_id, account_id, run_id, node_id, visit, team, kind, title, outcomes, due_at, created_at)
    select *, ${isoTime(nowMs)}::timestamptz
    from unnest(
      ${tasks.map(({ debtorId }) => debtorId)}::uuid[], ${tasks.map(({ accountId }) => accountId)}::uuid[],
      ${tasks.map(({ runId }) => runId ?? null)}::uuid[], ${tasks.map(({ nodeId }) => nodeId ?? null)}::text[],
      ${tasks.map(({ visit }) => visit ?? null)}::int[], ${tasks.map(({ task }) => task.team)}::text[],
      ${tasks.map(({ task }) => task.kind)}::text[], ${tasks.map(({ task }) => task.title)}::text[],
      ${tasks.map(({ task }) => JSON.stringify(task.outcomes))}::jsonb[],
      ${tasks.map(({ task }) => (task.dueMs === null ? null : isoTime(task.dueMs)))}::timestamptz[]
    )`;
}

/** A run that is over leaves no work and no open link behind. */
export async function closeWork(
  sql: Sql,
  changes: readonly DebtorChanges[],
  nowMs: number,
): Promise<void> {
  const runs = changes.flatMap((each) => each.endedRuns.map(({ runId }) => runId));
  if (runs.length === 0) return;
  const at = isoTime(nowMs);
  await Promise.all([
    sql`
      update task set status = 'cancelled', closed_at = ${at}, closed_by = 'system'
      where run_id = any(${runs}::uuid[]) and status = 'open' and kind <> 'poisoned'`,
    sql`
      update payment_link set revoked_at = ${at}, revoked_reason = 'run-ended'
      where run_id = any(${runs}::uuid[]) and revoked_at is null`,
  ]);
}
