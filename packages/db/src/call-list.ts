import type { Transaction } from "./connect.ts";
import { taskColumns, type StoredTask } from "./tasks.ts";

export interface ListedTask extends StoredTask {
  /** References of the accounts that it is about. */
  readonly accounts: readonly string[];
}

/** Open calls that nobody has taken, the oldest first. @param after the id of the last that was listed */
export async function listCalls(
  { sql }: Transaction,
  asked: {
    readonly team?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedTask[]> {
  const { team, after, limit } = asked;
  return sql<ListedTask[]>`
    select ${taskColumns(sql)}, array(
        select reference from account
        where account.debtor_id = task.debtor_id and (task.account_id is null or account.id = task.account_id)
        order by reference
      ) as accounts
    from task
    where status = 'open' and kind = 'call' and assignee is null and debtor_id is not null
      and (${team ?? null}::text is null or team = ${team ?? null})
      and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
    order by id limit ${limit}`;
}

/** The addresses with these ids, by id; none for those whose value was erased. */
export async function addressValues(
  { sql }: Transaction,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly value: Uint8Array }[]> {
  if (ids.length === 0) return [];
  return sql<{ id: string; value: Uint8Array }[]>`
    select id, value from address where id = any(${[...ids]}::uuid[]) and value is not null`;
}
