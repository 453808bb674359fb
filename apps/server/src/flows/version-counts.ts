import { NO_COUNTS, type NodeCounts, type VersionCounts } from "@fairflow/contract";
import {
  MOVED_IN,
  readClock,
  readNodeCounts,
  readPresent,
  type CountedHours,
  type NodeCount,
  type Transaction,
} from "@fairflow/db";

const HOUR_MS = 3_600_000;
/** A batch that began in an hour may still write to it for so long, in real time. */
const LATE_WRITES_MS = 60_000;

export interface CountedVersion {
  readonly flowId: string;
  readonly versionId: string;
  readonly number: number;
}

/** The live numbers of a version. What is present follows from what entered and left (I8). */
export async function versionCounts(
  tx: Transaction,
  version: CountedVersion,
  realNow: Date,
): Promise<VersionCounts> {
  return countsOf(version, await readNodeCounts(tx, version.versionId), realNow);
}

/** Those of some hours; who is present is told as it is now. */
export async function periodCounts(
  tx: Transaction,
  version: CountedVersion,
  { realNow, ...hours }: CountedHours & { readonly realNow: Date },
): Promise<VersionCounts> {
  const [counts, present] = await Promise.all([
    readNodeCounts(tx, version.versionId, hours),
    readPresent(tx, version.versionId),
  ]);
  const here = [...present].map(([nodeId, count]) => ({
    nodeId,
    metric: "present",
    exit: "",
    count,
  }));
  return namedCounts(version, [...counts, ...here], realNow);
}

/** Of counts that say themselves who is present. */
export function namedCounts(
  { flowId, number }: CountedVersion,
  counts: readonly NodeCount[],
  realNow: Date,
): VersionCounts {
  const nodes = Map.groupBy(counts, ({ nodeId }) => nodeId);
  return {
    flow: flowId,
    version: number,
    asOfMs: realNow.getTime(),
    nodes: Object.fromEntries([...nodes].map(([id, rows]) => [id, rows.reduce(added, NO_COUNTS)])),
  };
}

/** Reads a version's numbers again and again: hours that are over are read once, so months of them cost nothing. */
export function countsReader(
  version: CountedVersion,
): (tx: Transaction, realNow: Date) => Promise<VersionCounts> {
  let settled: readonly NodeCount[] = [];
  let settledBefore: Date | undefined;
  return async (tx, realNow) => {
    const { now, speed } = await readClock(tx);
    const lateMs = HOUR_MS + LATE_WRITES_MS * Math.max(1, speed);
    const before = new Date(Math.floor((now.getTime() - lateMs) / HOUR_MS) * HOUR_MS);
    // A clock that was set back begins anew.
    if (settledBefore !== undefined && settledBefore > before) {
      settled = [];
      settledBefore = undefined;
    }
    if (settledBefore?.getTime() !== before.getTime()) {
      const more = await readNodeCounts(tx, version.versionId, { from: settledBefore, before });
      settled = merged([...settled, ...more]);
      settledBefore = before;
    }
    const recent = await readNodeCounts(tx, version.versionId, { from: before });
    return countsOf(version, [...settled, ...recent], realNow);
  };
}

function countsOf(
  version: CountedVersion,
  counts: readonly NodeCount[],
  realNow: Date,
): VersionCounts {
  const { nodes, ...rest } = namedCounts(version, counts, realNow);
  const entries = Object.entries(nodes).map(([id, node]) => {
    const left = Object.values(node.left).reduce((sum, count) => sum + count, 0);
    return [id, { ...node, present: node.entered - left }] as const;
  });
  return { ...rest, nodes: Object.fromEntries(entries) };
}

function merged(counts: readonly NodeCount[]): readonly NodeCount[] {
  const groups = Map.groupBy(counts, ({ nodeId, metric, exit }) => `${nodeId} ${metric} ${exit}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [{ ...first, count: others.reduce((sum, { count }) => sum + count, first.count) }];
  });
}

function added(total: NodeCounts, { metric, exit, count }: NodeCount): NodeCounts {
  switch (metric) {
    case "entered":
      return {
        ...total,
        entered: total.entered + count,
        movedIn: total.movedIn + (exit === MOVED_IN ? count : 0),
      };
    case "present":
    case "sent":
    case "delivered":
    case "failed":
    case "deferred":
    case "forbidden":
    case "paid":
    case "clicked":
    case "replied":
    case "disputed":
    case "promised":
      return { ...total, [metric]: total[metric] + count };
    case "opted_out":
      return { ...total, optedOut: total.optedOut + count };
    case "promised_money":
      return {
        ...total,
        promisedAmounts: {
          ...total.promisedAmounts,
          [exit]: (total.promisedAmounts[exit] ?? 0) + count,
        },
      };
    case "goal":
      return { ...total, goals: total.goals + count };
    case "left":
      return { ...total, left: { ...total.left, [exit]: (total.left[exit] ?? 0) + count } };
    case "money":
      return {
        ...total,
        collected: { ...total.collected, [exit]: (total.collected[exit] ?? 0) + count },
      };
    default:
      return total;
  }
}
