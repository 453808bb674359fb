import type { Transaction } from "./connect.ts";
import { SHARD_COUNT } from "./ids.ts";

export interface SandboxPerson {
  readonly debtorId: string;
  readonly messages: number;
  readonly lastAt: Date | null;
}

/** Per shard: enough that the newest of all are among them. */
const NEWEST_OF_SHARD = 20;

/** Those who were written to last. Ids are of version 7, so the newest of a shard stand at the end of its index. */
export async function latestAddressees(tx: Transaction, limit: number): Promise<readonly string[]> {
  const rows = await tx.sql<{ debtor_id: string }[]>`
    select m.debtor_id
    from generate_series(0, ${SHARD_COUNT - 1}) as s (shard)
    cross join lateral (
      select debtor_id, accepted_at from attempt
      where attempt.shard = s.shard and status in ('accepted', 'delivered')
        and channel in ('sms', 'email', 'letter') and direction = 'outbound'
      order by id desc limit ${NEWEST_OF_SHARD}
    ) m
    group by m.debtor_id order by max(m.accepted_at) desc nulls last limit ${limit}`;
  return rows.map((row) => row.debtor_id);
}

/** How many messages these debtors were sent, and when the last. */
export async function sentTo(
  tx: Transaction,
  debtorIds: readonly string[],
): Promise<readonly SandboxPerson[]> {
  return tx.sql<SandboxPerson[]>`
    select d.id as "debtorId", count(a.id)::int as messages, max(a.accepted_at) as "lastAt"
    from debtor d
    left join attempt a on a.shard = d.shard and a.debtor_id = d.id and a.status in ('accepted', 'delivered')
      and a.channel in ('sms', 'email', 'letter')
    where d.id = any(${debtorIds}::uuid[])
    group by d.id`;
}
