import type { Transaction } from "../connect.ts";

export type Assigned =
  | { readonly kind: "assigned" }
  /** There is none, or somebody has closed it. */
  | { readonly kind: "not-open" }
  /** It is not with whom the asker saw it: with somebody else, or nobody. */
  | { readonly kind: "elsewhere"; readonly assignee: string | null };

/**
 * Gives a task to somebody, or to nobody, if it is still with whom the asker saw it: of two who take one, the second is
 * told who has it. A dispute goes with its task.
 */
export async function assignTask(
  tx: Transaction,
  of: { readonly id: string; readonly from: string | null; readonly to: string | null },
): Promise<Assigned> {
  const { id, from, to } = of;
  const { count } = await tx.sql`
    update task set assignee = ${to}
    where id = ${id} and status = 'open' and (assignee is not distinct from ${from} or assignee is not distinct from ${to})`;
  if (count > 0) {
    await tx.sql`
      update dispute set assignee = ${to}
      from task
      where task.id = ${id} and dispute.account_id = task.account_id and dispute.status = 'open'
        and task.kind in (dispute.kind, dispute.kind || '_reminder')`;
    return { kind: "assigned" };
  }
  const [row] = await tx.sql<{ assignee: string | null; isOpen: boolean }[]>`
    select assignee, status = 'open' as "isOpen" from task where id = ${id}`;
  return row?.isOpen === true
    ? { kind: "elsewhere", assignee: row.assignee }
    : { kind: "not-open" };
}

/** Hands work to another team, where nobody has taken it yet. @returns false where it is not open */
export async function moveTaskToTeam(
  { sql }: Transaction,
  { id, team }: { readonly id: string; readonly team: string },
): Promise<boolean> {
  const { count } = await sql`
    update task set team = ${team}, assignee = null where id = ${id} and status = 'open'`;
  return count > 0;
}

/** Sets the work apart until the minute that was promised, for whoever promised it. @returns false where it is not open */
export async function callBackTask(
  { sql }: Transaction,
  { id, at, userId }: { readonly id: string; readonly at: Date; readonly userId: string },
): Promise<boolean> {
  const { count } = await sql`
    update task set call_back_at = ${at}, assignee = ${userId}, attempt_id = null
    where id = ${id} and status = 'open'`;
  return count > 0;
}
