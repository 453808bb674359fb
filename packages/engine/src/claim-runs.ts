import type { Sql } from "@fairflow/db";
import { newRun, type Run } from "@fairflow/interpreter";
import { firstShardOf, lastShardOf } from "./lane.ts";
import { isoTime } from "./iso-time.ts";
import { runOf } from "./stored-state.ts";

/** A run as it was read; a write names this `seq` (I4). */
export interface StoredRun {
  readonly shard: number;
  readonly id: string;
  readonly debtorId: string;
  /** Null where the flow runs per debtor. */
  readonly accountId: string | null;
  readonly flowId: string;
  readonly versionId: string;
  readonly nodeId: string | null;
  readonly seq: number;
  readonly run: Run;
  /** Why its state cannot be read, with the state as it is stored; such a run is parked, and `run` stands for nothing. */
  readonly unreadable: { readonly fault: unknown; readonly state: string } | null;
  readonly wakeAtMs: number | null;
}

/** A fact from outside that the lane's tick has not read yet. */
export interface UnreadEvent {
  readonly shard: number;
  readonly id: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly runId: string | null;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface RunRow {
  readonly shard: number;
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string | null;
  readonly flow_id: string;
  readonly version_id: string;
  readonly node_id: string | null;
  readonly seq: number;
  readonly status: string;
  readonly state: unknown;
  readonly wake_at: Date | null;
}

interface EventRow {
  readonly shard: number;
  readonly id: string;
  readonly debtor_id: string;
  readonly account_id: string | null;
  readonly run_id: string | null;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Runs of the lane that are due. Nothing is locked: only the holder of the lane's lock writes runs. Each shard is asked
 * by itself, so that the index is read from its first due entry however many runs wait.
 */
export async function claimDueRuns(
  sql: Sql,
  lane: number,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<readonly StoredRun[]> {
  const rows = await sql<RunRow[]>`
    select due.*
    from generate_series(${firstShardOf(lane)}::int, ${lastShardOf(lane)}::int) as of_lane (shard)
    cross join lateral (
      select shard, id, debtor_id, account_id, flow_id, version_id, node_id, seq, status, state, wake_at
      from run
      where run.shard = of_lane.shard and wake_at <= ${isoTime(nowMs)}
      order by wake_at
      limit ${limit}
    ) as due
    limit ${limit}`;
  return rows.map(storedRun);
}

/** The lane's unread events, those of one debtor in the order in which they were recorded. */
export async function claimEvents(
  sql: Sql,
  lane: number,
  limit: number,
): Promise<readonly UnreadEvent[]> {
  const rows = await sql<EventRow[]>`
    select shard, id, debtor_id, account_id, run_id, kind, payload
    from event
    where shard between ${firstShardOf(lane)} and ${lastShardOf(lane)} and read_at is null
    order by shard, id
    limit ${limit}`;
  return rows.map((row) => ({
    shard: row.shard,
    id: row.id,
    debtorId: row.debtor_id,
    accountId: row.account_id,
    runId: row.run_id,
    kind: row.kind,
    payload: row.payload,
  }));
}

/** Every run of these debtors that an event can move. */
export async function openRunsOf(
  sql: Sql,
  debtorIds: readonly string[],
): Promise<readonly StoredRun[]> {
  const rows = await sql<RunRow[]>`
    select run.shard, run.id, run.debtor_id, account_id, flow_id, version_id, node_id, seq, status, state,
      wake_at
    from unnest(${debtorIds}::uuid[]) as concerned (debtor_id)
    join run on run.shard = shard_of(concerned.debtor_id) and run.debtor_id = concerned.debtor_id
    where status not in ('ended', 'parked')`;
  return rows.map(storedRun);
}

export function storedRun(row: RunRow): StoredRun {
  return {
    shard: row.shard,
    id: row.id,
    debtorId: row.debtor_id,
    accountId: row.account_id,
    flowId: row.flow_id,
    versionId: row.version_id,
    nodeId: row.node_id,
    seq: row.seq,
    ...readRun(row),
    wakeAtMs: row.wake_at === null ? null : row.wake_at.getTime(),
  };
}

function readRun(row: RunRow): Pick<StoredRun, "run" | "unreadable"> {
  try {
    const run = runOf({ status: row.status, nodeId: row.node_id, state: row.state });
    return { run, unreadable: null };
  } catch (fault) {
    return { run: newRun(0), unreadable: { fault, state: JSON.stringify(row.state) } };
  }
}
