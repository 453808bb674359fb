import type { Sql } from "@fairflow/db";
import type { DebtorChanges, NewTask } from "./batch-changes.ts";
import { withinCapacity } from "./desk/within-capacity.ts";
import { DISPUTE_TASK, isDisputeTask } from "./dispute-task.ts";
import { isoTime } from "./iso-time.ts";

/** Opens the work that runs ask people for. */
export async function saveTasks(
  sql: Sql,
  changes: readonly {
    readonly tasks: readonly NewTask[];
    readonly endedRuns?: readonly { readonly runId: string }[];
  }[],
  nowMs: number,
): Promise<void> {
  const tasks = changes.flatMap((each) => each.tasks);
  const [decisions, others] = [tasks.filter(isDecision), tasks.filter((each) => !isDecision(each))];
  const [limited, free] = [others.filter(mayOverflow), others.filter((each) => !mayOverflow(each))];
  // A run that ended in the same batch wants nothing any more: what is opened later would not be closed with it.
  const ended = new Set(changes.flatMap((each) => each.endedRuns?.map(({ runId }) => runId) ?? []));
  const wanted = limited.filter(({ runId }) => runId === undefined || !ended.has(runId));
  await Promise.all([
    saveOthers(sql, free, nowMs),
    saveDecisions(sql, decisions, nowMs),
    saveLimited(sql, wanted, nowMs),
  ]);
}

async function saveLimited(sql: Sql, tasks: readonly NewTask[], nowMs: number): Promise<void> {
  if (tasks.length === 0) return;
  await saveOthers(sql, await withinCapacity(sql, tasks, nowMs), nowMs);
}

function mayOverflow({ task }: NewTask): boolean {
  return task.overflow !== undefined;
}

function isDecision({ task }: NewTask): boolean {
  return isDisputeTask(task.outcomes);
}

async function saveOthers(sql: Sql, tasks: readonly NewTask[], nowMs: number): Promise<void> {
  if (tasks.length === 0) return;
  await sql`
    insert into task (debtor_id, account_id, run_id, node_id, visit, team, kind, title, outcomes, due_at, step, created_at)
    select *, ${isoTime(nowMs)}::timestamptz
    from unnest(
      ${tasks.map(({ debtorId }) => debtorId)}::uuid[], ${tasks.map(({ accountId }) => accountId)}::uuid[],
      ${tasks.map(({ runId }) => runId ?? null)}::uuid[], ${tasks.map(({ nodeId }) => nodeId ?? null)}::text[],
      ${tasks.map(({ visit }) => visit ?? null)}::int[], ${tasks.map(({ task }) => task.team)}::text[],
      ${tasks.map(({ task }) => task.kind)}::text[], ${tasks.map(({ task }) => task.title)}::text[],
      ${tasks.map(({ task }) => JSON.stringify(task.outcomes))}::jsonb[],
      ${tasks.map(({ task }) => (task.dueMs === null ? null : isoTime(task.dueMs)))}::timestamptz[],
      ${tasks.map(({ task }) => task.step ?? null)}::text[]
    )`;
}

/**
 * A dispute has one task, which it opened itself. The first run that pauses for it says whose work that is and by when;
 * only where a person has closed it undecided is there another.
 */
async function saveDecisions(sql: Sql, tasks: readonly NewTask[], nowMs: number): Promise<void> {
  const first = new Map(tasks.map((each) => [`${each.debtorId} ${each.accountId}`, each] as const));
  const asked = [...first.values()];
  if (asked.length === 0) return;
  await sql`
    with asked as (
      select *
      from unnest(
        ${asked.map(({ debtorId }) => debtorId)}::uuid[], ${asked.map(({ accountId }) => accountId)}::uuid[],
        ${asked.map(({ runId }) => runId ?? null)}::uuid[], ${asked.map(({ nodeId }) => nodeId ?? null)}::text[],
        ${asked.map(({ visit }) => visit ?? null)}::int[], ${asked.map(({ task }) => task.team)}::text[],
        ${asked.map(({ task }) => task.title)}::text[], ${asked.map(({ task }) => JSON.stringify(task.outcomes))}::jsonb[],
        ${asked.map(({ task }) => (task.dueMs === null ? null : isoTime(task.dueMs)))}::timestamptz[]
      ) as asked (debtor_id, account_id, run_id, node_id, visit, team, title, outcomes, due_at)
    ), known as (
      select task.id, task.run_id as owner, asked.*
      from asked join task on task.debtor_id = asked.debtor_id
        and (asked.account_id is null or task.account_id = asked.account_id)
      where task.status = 'open' and task.outcomes @> '[{"id": "partly-accepted"}]'
    ), taken_over as (
      update task set run_id = known.run_id, node_id = known.node_id, visit = known.visit, team = known.team,
        title = known.title, due_at = known.due_at
      from known
      where task.id = known.id and owner is null
    )
    insert into task (debtor_id, account_id, run_id, node_id, visit, team, kind, title, outcomes, due_at, created_at)
    select debtor_id, account_id, run_id, node_id, visit, team, ${DISPUTE_TASK}, title, outcomes, due_at,
      ${isoTime(nowMs)}::timestamptz
    from asked
    where not exists (
      select from known
      where known.debtor_id = asked.debtor_id and known.account_id is not distinct from asked.account_id
    )`;
}

/** A run that is over leaves no work and no open link behind; a dispute stays open until it is decided. */
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
      where run_id = any(${runs}::uuid[]) and status = 'open' and kind not in ('poisoned', ${DISPUTE_TASK})`,
    sql`
      update payment_link set revoked_at = ${at}, revoked_reason = 'run-ended'
      where run_id = any(${runs}::uuid[]) and revoked_at is null`,
  ]);
}
