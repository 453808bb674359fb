import type { Transaction } from "./connect.ts";
import { SHARD_COUNT } from "./ids.ts";

export interface PersonAtNode {
  readonly debtorId: string;
  /** When the run last moved. */
  readonly since: Date;
  readonly wakeAt: Date | null;
  /** What holds the run, if anything does: the longest of several. */
  readonly hold: string | null;
  readonly holdUntil: Date | null;
}

/** Some of the runs that stand at a node now: those that entered the flow last. */
export async function peopleAtNode(
  tx: Transaction,
  { versionId, nodeId, limit }: { versionId: string; nodeId: string; limit: number },
): Promise<readonly PersonAtNode[]> {
  return tx.sql<PersonAtNode[]>`
    select r.debtor_id as "debtorId", r.wake_at as "wakeAt",
      coalesce(to_timestamp((r.state ->> 'enteredMs')::float8 / 1000), r.started_at) as since,
      case when r.status = 'held' then coalesce(h.state, r.state -> 'holds' ->> 0) end as hold, h.until as "holdUntil"
    from run r
    left join lateral (
      select state, until from hold
      where r.status = 'held' and debtor_id = r.debtor_id and ended_at is null and r.state -> 'holds' ? hold.state
      order by until desc nulls first limit 1
    ) h on true
    where r.shard between 0 and ${SHARD_COUNT - 1} and r.version_id = ${versionId} and r.node_id = ${nodeId}
      and r.status <> 'ended'
    order by r.id desc limit ${limit}`;
}
