import type { Transaction } from "./connect.ts";

export interface NodeCount {
  readonly nodeId: string;
  readonly metric: string;
  /** The exit or the rule, "" for other metrics. */
  readonly exit: string;
  readonly count: number;
}

/** What passed each node of a version since it was published. */
export async function readNodeCounts(
  tx: Transaction,
  versionId: string,
): Promise<readonly NodeCount[]> {
  return tx.sql<NodeCount[]>`
    select node_id as "nodeId", metric, exit, sum(count)::bigint as count
    from counter where version_id = ${versionId} group by node_id, metric, exit`;
}
