import type { Transaction } from "./connect.ts";

/** A flow by its id or its name, however that is cased. */
export async function findFlow({ sql }: Transaction, flow: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select id from flow where id::text = ${flow} or lower(name) = lower(${flow})
    order by id::text = ${flow} desc limit 1`;
  return row?.id;
}

/** Which of these accounts are under way in a flow, themselves or with all of their debtor's. */
export async function accountsInFlow(
  { sql }: Transaction,
  { flowId, accountIds }: { readonly flowId: string; readonly accountIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select account.id from account
    where account.id = any(${[...accountIds]}::uuid[]) and exists (
      select from run
      where run.shard = account.shard and run.debtor_id = account.debtor_id and run.flow_id = ${flowId}
        and run.status <> 'ended' and (run.account_id is null or run.account_id = account.id)
    )`;
  return new Set(rows.map(({ id }) => id));
}
