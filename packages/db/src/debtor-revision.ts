import { shardOf } from "./ids.ts";
import type { Transaction } from "./connect.ts";

/** A text that is another one once something was added to a debtor's timeline or phone. */
export async function debtorRevision(tx: Transaction, debtorId: string): Promise<string> {
  const shard = shardOf(debtorId);
  const [row] = await tx.sql<{ revision: string }[]>`
    select concat_ws(' ',
      (select epoch from debtor where id = ${debtorId}),
      (select max(id::text) from event where shard = ${shard} and debtor_id = ${debtorId}),
      (select sum(seq) from run where shard = ${shard} and debtor_id = ${debtorId}),
      (select count(*) || ',' || coalesce(max(coalesce(delivered_at, accepted_at, settled_at, claimed_at, verdict_at))::text, '')
        from attempt where shard = ${shard} and debtor_id = ${debtorId}),
      (select count(*) || ',' || count(closed_at) from task where debtor_id = ${debtorId})
    ) as revision`;
  return row?.revision ?? "";
}
