import type { NodeCounts, VersionCounts } from "@fairflow/contract";
import { readNodeCounts, type NodeCount, type Transaction } from "@fairflow/db";

const NOTHING: NodeCounts = {
  entered: 0,
  present: 0,
  left: {},
  sent: 0,
  deferred: 0,
  forbidden: 0,
  paid: 0,
  collectedMinor: 0,
};

/** The live numbers of a version. What is present follows from what entered and left (I8). */
export async function versionCounts(
  tx: Transaction,
  of: { readonly flowId: string; readonly versionId: string; readonly number: number },
  realNow: Date,
): Promise<VersionCounts> {
  const counts = await readNodeCounts(tx, of.versionId);
  const nodes = Map.groupBy(counts, ({ nodeId }) => nodeId);
  return {
    flow: of.flowId,
    version: of.number,
    asOfMs: realNow.getTime(),
    nodes: Object.fromEntries([...nodes].map(([id, rows]) => [id, summed(rows)])),
  };
}

function summed(rows: readonly NodeCount[]): NodeCounts {
  const total = rows.reduce(added, NOTHING);
  const left = Object.values(total.left).reduce((sum, count) => sum + count, 0);
  return { ...total, present: total.entered - left };
}

function added(total: NodeCounts, { metric, exit, count }: NodeCount): NodeCounts {
  switch (metric) {
    case "entered":
      return { ...total, entered: total.entered + count };
    case "left":
      return { ...total, left: { ...total.left, [exit]: (total.left[exit] ?? 0) + count } };
    case "sent":
      return { ...total, sent: total.sent + count };
    case "deferred":
      return { ...total, deferred: total.deferred + count };
    case "forbidden":
      return { ...total, forbidden: total.forbidden + count };
    case "paid":
      return { ...total, paid: total.paid + count };
    case "money":
      return { ...total, collectedMinor: total.collectedMinor + count };
    default:
      return total;
  }
}
