import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { MOVED_IN, type CountedHours, type NodeCount } from "./node-counts.ts";
import { accountsOfMembers, IS_MEMBER, type SegmentMembers } from "./segment-members.ts";

export interface SegmentCountQuestion extends CountedHours {
  readonly versionId: string;
  /** Everybody where absent. */
  readonly members?: SegmentMembers | undefined;
}

const Rows = z.array(
  z.object({ nodeId: z.string(), metric: z.string(), exit: z.string(), count: z.number() }),
);

/** Whether `credit c` is of one of the accounts of `member`, or of a debtor who has one. */
const IS_CREDITED_MEMBER = sql`(c.account_id in (select id from member)
  or c.account_id is null and c.debtor_id in (select debtor_id from member))`;

/**
 * What passed each node of a version, of those alone who meet a condition now, and `present` of it. Counters know nobody, so
 * this is read from the steps and the attempts of their runs, each step in the version in which the run took it; it comes to
 * the same as the counters where everybody meets it. The caller limits the time that it may take.
 */
export async function readSegmentCounts(
  tx: Transaction,
  { versionId, members, from, before }: SegmentCountQuestion,
): Promise<readonly NodeCount[]> {
  const inPeriod = (at: SQL) =>
    sql`${at} >= ${from?.toISOString() ?? "-infinity"}::timestamptz and ${at} < ${before?.toISOString() ?? "infinity"}::timestamptz`;
  const rows = await tx.orm.execute(sql`
    with ${members === undefined ? sql`` : sql`member as materialized (${accountsOfMembers(members)}),`}
    shifted as materialized (
      -- Whoever a move took out of the version or brought to it has taken steps in another one too.
      select m.shard, m.run_id
      from flow_move f
      join moved_run m on m.move_id = f.id and m.outcome = 'moved'
      where ${versionId} in (f.from_version, f.to_version)
    ),
    chosen as materialized (
      select r.shard, r.id, r.debtor_id, r.node_id, r.status, r.version_id = ${versionId} as is_here,
        (r.shard, r.id) in (select shard, run_id from shifted) as is_shifted, own.number
      from run r
      join flow_version own on own.id = r.version_id
      where (r.version_id = ${versionId} or (r.shard, r.id) in (select shard, run_id from shifted))
        and ${members === undefined ? sql`true` : IS_MEMBER}
    ),
    passed as (
      -- A visit is entered where nothing of it stands before, and again after it was left, as after a dispute.
      select m.node_id, m.exit, s.at,
        coalesce(lag(m.exit) over (partition by s.shard, s.run_id, m.node_id, m.visit order by s.seq, m.place), 'new') <> '' as entered,
        case when s.inputs ?| '{moved,movedBack,cameBack}' then ${MOVED_IN} else '' end as entrance,
        -- A move's step leaves one version and comes to the other; any other was taken in the version that the next move leaves.
        coalesce(
          (case when m.exit like 'moved:%' then move.ends else next.ends end ->> 'from')::int, c.number
        ) as version
      from chosen c
      join step s on s.shard = c.shard and s.run_id = c.id
      cross join lateral (select coalesce(s.inputs -> 'moved', s.inputs -> 'movedBack') as ends) as move
      left join lateral (
        select coalesce(later.inputs -> 'moved', later.inputs -> 'movedBack') as ends
        from step later
        where c.is_shifted and later.shard = s.shard and later.run_id = s.run_id and later.seq > s.seq
          and later.inputs ?| '{moved,movedBack}'
        order by later.seq limit 1
      ) as next on true
      cross join lateral unnest(s.nodes, s.visits, s.exits) with ordinality as m (node_id, visit, exit, place)
    ),
    here as (
      select node_id, exit, at, entered, entrance
      from passed where version = (select number from flow_version where id = ${versionId})
    ),
    tried as (
      select v.node_id, t.status, t.verdict, t.verdict_rules, t.verdict_reason, t.verdict_at, t.accepted_at, t.delivered_at,
        t.settled_at, v.is_released
      from chosen c
      join attempt t on t.shard = c.shard and t.debtor_id = c.debtor_id
      join attempt_run v on v.shard = t.shard and v.attempt_id = t.id and v.run_id = c.id
      where v.version_id = ${versionId}
    ),
    kept as (
      select node_id, verdict, verdict_at, rule
      from tried
      cross join lateral unnest(
        case when cardinality(verdict_rules) > 0 then verdict_rules else array[verdict_reason] end
      ) as rule
      where verdict <> 'allowed'
    ),
    credited as (
      select c.node_id, c.metric, c.at, c.count, c.amount, c.currency
      from credit c
      where c.version_id = ${versionId} and c.node_id is not null
        and ${members === undefined ? sql`true` : IS_CREDITED_MEMBER}
    )
    select node_id as "nodeId", metric, exit, count::bigint as count from (
      select node_id, 'entered' as metric, entrance as exit, count(*) from here where entered and ${inPeriod(sql`at`)} group by node_id, entrance
      union all
      select node_id, 'left', exit, count(*) from here where exit <> '' and ${inPeriod(sql`at`)} group by node_id, exit
      union all
      select node_id, 'present', '', count(*) from chosen where is_here and status <> 'ended' and node_id is not null group by node_id
      union all
      select node_id, 'sent', '', count(*) from tried where not is_released and ${inPeriod(sql`accepted_at`)} group by node_id
      union all
      select node_id, 'delivered', '', count(*) from tried where not is_released and ${inPeriod(sql`delivered_at`)} group by node_id
      union all
      select node_id, 'failed', '', count(*) from tried where status = 'failed' and ${inPeriod(sql`settled_at`)} group by node_id
      union all
      select node_id, verdict, rule, count(*) from kept where ${inPeriod(sql`verdict_at`)} group by node_id, verdict, rule
      union all
      select node_id, metric, '', sum(count) from credited where ${inPeriod(sql`at`)} group by node_id, metric
      union all
      select node_id, case metric when 'paid' then 'money' else metric || '_money' end, currency, sum(amount)
      from credited where currency is not null and ${inPeriod(sql`at`)} group by node_id, metric, currency
    ) counted`);
  return Rows.parse([...rows]);
}
