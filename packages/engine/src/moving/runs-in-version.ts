import { SHARD_COUNT, type Sql } from "@fairflow/db";
import { NodeId } from "@fairflow/flow";
import { storedRun, type RunRow, type StoredRun } from "../claim-runs.ts";
import { firstShardOf, lastShardOf, laneOf } from "../lane.ts";

/** Everything up to this run has been looked at. */
export interface RunCursor {
  readonly shard: number;
  readonly run: string | null;
}

const NIL = "00000000-0000-0000-0000-000000000000";

export interface RunsOfLane {
  readonly runs: readonly StoredRun[];
  /** Where to go on; null once all lanes have been seen. */
  readonly next: RunCursor | null;
}

/** The next runs of a version that have not ended, of one lane, in the order of their keys. */
export async function runsInVersion(
  sql: Sql,
  { versionId, after, limit }: { versionId: string; after: RunCursor; limit: number },
): Promise<RunsOfLane> {
  const last = lastShardOf(laneOf(after.shard));
  const rows = await sql<RunRow[]>`
    select shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, state, wake_at
    from run
    where shard between ${after.shard} and ${last} and (shard, id) > (${after.shard}::smallint, ${after.run ?? NIL}::uuid)
      and version_id = ${versionId} and status <> 'ended'
    order by shard, id
    limit ${limit}`;
  const runs = rows.map(storedRun);
  const end = runs.at(-1);
  if (runs.length === limit && end !== undefined) {
    return { runs, next: { shard: end.shard, run: end.id } };
  }
  return { runs, next: last + 1 < SHARD_COUNT ? { shard: last + 1, run: null } : null };
}

/** Some runs of one lane by their keys, ended or not. */
export async function runsNamed(
  sql: Sql,
  runs: readonly { readonly shard: number; readonly runId: string }[],
): Promise<readonly StoredRun[]> {
  const rows = await sql<RunRow[]>`
    select run.shard, run.id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, state, wake_at
    from unnest(${runs.map(({ shard }) => shard)}::smallint[], ${runs.map(({ runId }) => runId)}::uuid[]) as named (shard, id)
    join run on run.shard = named.shard and run.id = named.id
    order by run.shard, run.id`;
  return rows.map(storedRun);
}

/** The debtors of whom there is news that their lane has not read: what it means to their runs is not known yet. */
export async function debtorsWithNews(
  sql: Sql,
  lane: number,
  debtorIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ debtor_id: string }[]>`
    select distinct debtor_id from event
    where shard between ${firstShardOf(lane)} and ${lastShardOf(lane)} and read_at is null
      and debtor_id = any(${debtorIds}::uuid[])`;
  return new Set(rows.map(({ debtor_id: id }) => id));
}

export interface MessageStanding {
  readonly node: NodeId;
  readonly visit: number;
  readonly standing: "planned" | "left";
}

/** Messages of runs that have left, may have, or are planned, by run. */
export async function messagesOfRuns(
  sql: Sql,
  runs: readonly StoredRun[],
): Promise<ReadonlyMap<string, readonly MessageStanding[]>> {
  if (runs.length === 0) return new Map();
  const rows = await sql<{ run_id: string; node_id: string; visit: number; is_planned: boolean }[]>`
    select attempt_run.run_id, node_id, visit, attempt.status = 'planned' as is_planned
    from unnest(
      ${runs.map(({ shard }) => shard)}::smallint[], ${runs.map(({ id }) => id)}::uuid[]
    ) as moving (shard, run_id)
    join attempt_run on attempt_run.shard = moving.shard and attempt_run.run_id = moving.run_id
    join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_run.attempt_id
    where not is_released
      and (accepted_at is not null or attempt.status in ('planned', 'dispatching', 'in_doubt', 'accepted', 'delivered'))`;
  const standings = rows.map((row) => ({
    runId: row.run_id,
    node: NodeId.parse(row.node_id),
    visit: row.visit,
    standing: row.is_planned ? ("planned" as const) : ("left" as const),
  }));
  return Map.groupBy(standings, ({ runId }) => runId);
}
