import type { Transaction } from "../connect.ts";

/**
 * Ranks open work anew where balance, score or pay day have moved on, so many pieces at a time in the order of their ids.
 *
 * @returns the last id that was looked at; undefined when there is none behind it
 */
export async function rankTasks(
  { sql }: Transaction,
  {
    after,
    limit,
    now,
  }: { readonly after: string | null; readonly limit: number; readonly now: Date },
): Promise<string | undefined> {
  const [row] = await sql<{ last: string | null }[]>`
    with looked as materialized (
      select id, task_urgency(debtor_id, account_id, ${now}) as urgency, priority
      from task
      where id in (
        select id from task
        where status = 'open' and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}
      )
    ), moved as (
      update task set priority = urgency from looked where task.id = looked.id and urgency <> looked.priority
    )
    select (array_agg(id order by id desc))[1] as last from looked`;
  return row?.last ?? undefined;
}
