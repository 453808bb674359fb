import type { Transaction } from "./connect.ts";

/** By this a node counts those who entered it because a move brought them; whoever came by a way has "". */
export const MOVED_IN = "moved-in";

export interface NodeCount {
  readonly nodeId: string;
  readonly metric: string;
  /** The exit, the rule, the currency or how they entered, "" for other metrics. */
  readonly exit: string;
  readonly count: number;
}

export interface CountedHours {
  /** The first hour that counts; from the beginning where absent. */
  readonly from?: Date | undefined;
  /** The first hour that counts no more; to the end where absent. */
  readonly before?: Date | undefined;
}

/** What passed each node of a version in these hours. */
export async function readNodeCounts(
  tx: Transaction,
  versionId: string,
  { from, before }: CountedHours = {},
): Promise<readonly NodeCount[]> {
  return tx.sql<NodeCount[]>`
    select node_id as "nodeId", metric, exit, sum(count)::bigint as count
    from counter
    where version_id = ${versionId} and hour >= ${from ?? "-infinity"} and hour < ${before ?? "infinity"}
    group by node_id, metric, exit`;
}

/** Who is at each node of a version now: entered less left, over all hours (I8). */
export async function readPresent(
  tx: Transaction,
  versionId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql<{ nodeId: string; present: number }[]>`
    select node_id as "nodeId", sum(case metric when 'entered' then count else -count end)::bigint as present
    from counter where version_id = ${versionId} and metric in ('entered', 'left')
    group by node_id`;
  return new Map(rows.map(({ nodeId, present }) => [nodeId, present]));
}
