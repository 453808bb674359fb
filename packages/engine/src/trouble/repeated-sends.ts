import type { Sql } from "@fairflow/db";

/** A person gets the same step's message from other entries so often at most within `REPEAT_WINDOW_HOURS`. */
const REPEATS = 2;
const REPEAT_WINDOW_HOURS = 24;
/** Further back nobody looks for another message of the same visit. */
const LOOK_BACK_DAYS = 35;

/** A visit that a message is about to serve. */
export interface ServedBy {
  readonly attemptId: string;
  readonly shard: number;
  readonly debtorId: string;
  readonly runId: string;
  readonly nodeId: string;
  readonly visit: number;
  readonly flowId: string;
  /** Null where the run is the debtor's. */
  readonly accountId: string | null;
}

/** A message that says again to one person what they were told. */
export interface RepeatedSend {
  readonly flowId: string;
  readonly attemptId: string;
  readonly debtorId: string;
  readonly nodeId: string;
  /** `visit`: this very visit has its message. `entries`: other entries of this account have sent it within a day. */
  readonly kind: "visit" | "entries";
  readonly earlier: readonly string[];
}

/**
 * Messages that repeat to one person beyond what is drawn: a visit that has its message already, or the same step's message
 * for the same account from `REPEATS` other entries within a day. The caller holds the debtors' locks.
 */
export async function repeatedSends(
  sql: Sql,
  visits: readonly ServedBy[],
  now: Date,
): Promise<readonly RepeatedSend[]> {
  if (visits.length === 0) return [];
  return sql<RepeatedSend[]>`
    select distinct on (served.attempt_id) served.flow_id as "flowId", served.attempt_id as "attemptId",
      served.debtor_id as "debtorId", served.node_id as "nodeId",
      case when found.of_visit > 0 then 'visit' else 'entries' end as kind, found.earlier
    from unnest(
      ${visits.map(({ attemptId }) => attemptId)}::uuid[], ${visits.map(({ shard }) => shard)}::smallint[],
      ${visits.map(({ debtorId }) => debtorId)}::uuid[], ${visits.map(({ runId }) => runId)}::uuid[],
      ${visits.map(({ nodeId }) => nodeId)}::text[], ${visits.map(({ visit }) => visit)}::int[],
      ${visits.map(({ flowId }) => flowId)}::uuid[], ${visits.map(({ accountId }) => accountId)}::uuid[]
    ) as served (attempt_id, shard, debtor_id, run_id, node_id, visit, flow_id, account_id)
    cross join lateral (
      select count(*) filter (where other.run_id = served.run_id) as of_visit,
        count(distinct other.run_id) filter (where other.run_id <> served.run_id) as of_entries,
        array_agg(distinct attempt.id) as earlier
      from attempt join attempt_run as other on other.shard = attempt.shard and other.attempt_id = attempt.id
      where attempt.shard = served.shard and attempt.debtor_id = served.debtor_id
        and attempt.planned_for >= (${now}::timestamptz at time zone 'UTC')::date - ${LOOK_BACK_DAYS}::int
        and attempt.id <> served.attempt_id and attempt.direction = 'outbound' and attempt.reported_at is null
        and attempt.status in ('dispatching', 'in_doubt', 'accepted', 'delivered')
        and other.node_id = served.node_id
        -- One that was left out of a message that others shared has not had it.
        and other.account_id is not distinct from served.account_id
        and (served.account_id is null or served.account_id = any(attempt.account_ids))
        and case when other.run_id = served.run_id then other.visit = served.visit
          else coalesce(attempt.accepted_at, attempt.verdict_at) > ${now}::timestamptz - ${REPEAT_WINDOW_HOURS}::int * interval '1 hour'
            and (select flow_id from flow_version where id = other.version_id) = served.flow_id
          end
    ) as found
    where (found.of_visit > 0 or found.of_entries >= ${REPEATS})
      and not exists (
        select from flow_hold
        where flow_hold.flow_id = served.flow_id and released_at is not null and served.attempt_id = any(attempt_ids)
      )
    order by served.attempt_id`;
}
