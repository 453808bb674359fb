import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { SHARD_COUNT } from "./ids.ts";
import { accountsOfMembers, IS_MEMBER, type SegmentMembers } from "./segment-members.ts";

/** Who stands at a node; of a segment's members alone where they are named. The caller limits the time that it may take. */
export interface AtNode {
  readonly versionId: string;
  readonly nodeId: string;
  readonly members?: SegmentMembers | undefined;
}

const PersonAtNode = z.object({
  runId: z.string(),
  debtorId: z.string(),
  /** When the run came to the node. */
  since: z.date(),
  /** Until when at the latest it stands there: the longest of several holds, the rules' own time, or its wait's. */
  until: z.date().nullable(),
  /** `hold:STATE`, `rule:ID`, `parked`, or what it waits for in the interpreter's words; several rules may defer one message. */
  why: z.array(z.string()),
});
export type PersonAtNode = Readonly<z.infer<typeof PersonAtNode>>;

const Counted = z.array(z.object({ why: z.string().nullable(), people: z.number() }));

export interface PeopleRequest extends AtNode {
  readonly limit: number;
  /** Runs that entered the flow before this one. */
  readonly before?: string | undefined;
  /** Those alone whom this keeps. */
  readonly why?: string | undefined;
}

/** Some of the runs that stand at a node now: those that entered the flow last. */
export async function peopleAtNode(
  tx: Transaction,
  { limit, before, why, ...node }: PeopleRequest,
): Promise<readonly PersonAtNode[]> {
  const rows = await tx.orm.execute(sql`
    with ${stays(node)}
    select "runId", "debtorId", since, until, why from stay
    where (${before ?? null}::uuid is null or "runId" < ${before ?? null}::uuid)
      and (${why ?? null}::text is null or ${why ?? null}::text = any(why))
    order by "runId" desc limit ${limit}`);
  return z.array(PersonAtNode).parse([...rows]);
}

export interface Reason {
  readonly why: string;
  readonly people: number;
}

/** What keeps those who stand at a node, and how many each; whom two rules keep is counted under both. */
export async function reasonsAtNode(
  tx: Transaction,
  node: AtNode,
): Promise<{ readonly present: number; readonly reasons: readonly Reason[] }> {
  const answer = await tx.orm.execute(sql`
    with ${stays(node)}
    select reason as why, count(*)::int as people from stay cross join lateral unnest(why) as reason group by reason
    union all
    select null, count(*)::int from stay
    order by people desc, why`);
  const rows = Counted.parse([...answer]);
  return {
    present: rows.find(({ why }) => why === null)?.people ?? 0,
    reasons: rows.flatMap(({ why, people }) => (why === null ? [] : [{ why, people }])),
  };
}

/** `stay`: every run that stands at a node, with what keeps it. */
function stays({ versionId, nodeId, members }: AtNode): SQL {
  const member =
    members === undefined ? sql`` : sql`member as materialized (${accountsOfMembers(members)}),`;
  return sql`${member} stay as (
    select r.id as "runId", r.debtor_id as "debtorId",
      coalesce(to_timestamp((r.state ->> 'enteredMs')::float8 / 1000), r.started_at) as since,
      case when r.status = 'held' then held.until else coalesce(r.wake_at, kept.until) end as until,
      case
        when r.status = 'parked' then array['parked']
        when r.status = 'held' then array(select 'hold:' || name from jsonb_array_elements_text(r.state -> 'holds') as held_by (name))
        when kept.rules is not null then array(select 'rule:' || rule from unnest(kept.rules) as rule)
        when waiting.kind = 'attempt' then array['sending']
        else array[coalesce(waiting.kind, 'time')]
      end as why
    from run r
    cross join lateral (
      select r.state -> 'waiting' ->> 'kind' as kind,
        r.status = 'active' and r.state -> 'waiting' ->> 'askAgainMs' is not null as is_deferred
    ) waiting
    left join lateral (
      select max(until) filter (where until is not null) as until from hold
      where r.status = 'held' and debtor_id = r.debtor_id and ended_at is null and r.state -> 'holds' ? hold.state
    ) held on true
    left join lateral (
      select verdict_rules as rules, verdict_until as until from (
        select a.verdict_rules, a.verdict_until, a.verdict_at
        from attempt a
        join attempt_run v on v.shard = a.shard and v.attempt_id = a.id
        where a.shard = r.shard and a.debtor_id = r.debtor_id and a.verdict = 'deferred'
          and v.run_id = r.id and v.node_id = r.node_id
        union all
        select l.verdict_rules, l.verdict_until, l.verdict_at
        from legal_step l
        where l.debtor_id = r.debtor_id and l.run_id = r.id and l.node_id = r.node_id and l.verdict = 'deferred'
      ) deferral
      where waiting.is_deferred
      order by verdict_at desc limit 1
    ) kept on true
    where r.shard between 0 and ${SHARD_COUNT - 1} and r.version_id = ${versionId} and r.node_id = ${nodeId}
      and r.status <> 'ended' and ${members === undefined ? sql`true` : IS_MEMBER}
    )`;
}
