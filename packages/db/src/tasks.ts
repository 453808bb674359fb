import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type { TASK_STATUSES } from "./schema/words.ts";

export interface StoredTask {
  readonly id: string;
  readonly debtorId: string | null;
  readonly accountId: string | null;
  /** Of the account, or of the debtor's accounts where it concerns no single one; null where it concerns nobody. */
  readonly clientId: string | null;
  /** The visit that waits for it; null where none does. */
  readonly runId: string | null;
  readonly nodeId: string | null;
  readonly visit: number | null;
  /** The attempt that keeps the slot of its call, or that it is about. */
  readonly attemptId: string | null;
  /** What somebody wrote that it is about. */
  readonly replyId: string | null;
  readonly kind: string;
  readonly title: string;
  /** The legal step that the work is, in the words of the rule packs. */
  readonly step: string | null;
  readonly team: string;
  readonly assignee: string | null;
  readonly status: (typeof TASK_STATUSES)[number];
  readonly priority: number;
  readonly dueAt: Date | null;
  /** The minute at which somebody promised to call back. */
  readonly callBackAt: Date | null;
  readonly createdAt: Date;
  readonly outcomes: readonly { readonly id: string; readonly label: string }[];
}

export async function readTask({ sql }: Transaction, id: string): Promise<StoredTask | undefined> {
  const [task] = await sql<StoredTask[]>`select ${taskColumns(sql)} from task where id = ${id}`;
  return task;
}

/** The columns of a task, of a table or subquery called `task`. */
export function taskColumns(sql: Transaction["sql"]) {
  return sql`
    id, debtor_id as "debtorId", account_id as "accountId", run_id as "runId", node_id as "nodeId", visit,
    attempt_id as "attemptId", reply_id as "replyId", kind, title, step, team, assignee, status, priority, due_at as "dueAt",
    call_back_at as "callBackAt", created_at as "createdAt", outcomes,
    (
      select client_id from account join portfolio on portfolio.id = portfolio_id
      where account.debtor_id = task.debtor_id and (task.account_id is null or account.id = task.account_id)
      order by account.status <> 'open', oldest_unpaid_on nulls last, account.id limit 1
    ) as "clientId"`;
}

/** @returns false where it is not open any more */
export async function noteTaskAttempt(
  { sql }: Transaction,
  { id, attemptId }: { readonly id: string; readonly attemptId: string },
): Promise<boolean> {
  const { count } = await sql`
    update task set attempt_id = ${attemptId} where id = ${id} and status = 'open'`;
  return count > 0;
}

/** Keeps what whoever finished a task wrote of it, encrypted. */
export async function saveTaskNote(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<void> {
  const sealed = keyring.encrypt({ table: "task", column: "note", row: id }, note);
  await sql`update task set note = ${sealed} where id = ${id}`;
}

/** The dispute, question or complaint that a piece of work is about, while it is open. */
export async function openDisputeOf(
  { sql }: Transaction,
  { accountId, kind }: Pick<StoredTask, "accountId" | "kind">,
): Promise<string | undefined> {
  if (accountId === null) return undefined;
  const [row] = await sql<{ id: string }[]>`
    select id from dispute
    where account_id = ${accountId} and status = 'open' and ${kind} in (kind, kind || '_reminder')
    order by opened_at desc, id limit 1`;
  return row?.id;
}
