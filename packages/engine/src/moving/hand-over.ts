import type { StoredMove, Transaction } from "@fairflow/db";
import { isoTime } from "../iso-time.ts";
import { plainArray, textArray } from "../sql-columns.ts";
import type { PlannedRun } from "./plan-batch.ts";
import type { RunOutcome } from "./save-outcomes.ts";

/** Opens the work of looking after those whom a move takes out of their flow. It belongs to the account: the run is over. */
export async function handOver(
  { sql }: Transaction,
  of: {
    readonly move: StoredMove;
    readonly planned: readonly PlannedRun[];
    readonly outcomes: readonly RunOutcome[];
    readonly nowMs: number;
  },
): Promise<void> {
  const teams = new Map(
    of.planned.flatMap(({ stored, plan }) =>
      plan.kind === "ends" && plan.team !== null ? [[stored.id, plan.team] as const] : [],
    ),
  );
  const tasks = of.outcomes.flatMap(({ stored, taskId }) => {
    const team = teams.get(stored.id);
    return taskId === null || team === undefined ? [] : [{ taskId, team, ...stored }];
  });
  if (tasks.length === 0) return;
  await sql`
    insert into task (id, debtor_id, account_id, team, kind, title, outcomes, created_at)
    select id, debtor_id, account_id, team, 'review', 'Look after somebody who was taken out of a flow',
      ${JSON.stringify([{ id: "done", label: "Looked after" }])}::jsonb, ${isoTime(of.nowMs)}::timestamptz
    from unnest(
      ${plainArray(tasks.map(({ taskId }) => taskId))}::uuid[], ${plainArray(tasks.map(({ debtorId }) => debtorId))}::uuid[],
      ${plainArray(tasks.map(({ accountId }) => accountId))}::uuid[], ${textArray(tasks.map(({ team }) => team))}::text[]
    ) as made (id, debtor_id, account_id, team)`;
}
