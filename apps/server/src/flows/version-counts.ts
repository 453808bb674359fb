import type { NodeCounts, VersionCounts } from "@fairflow/contract";
import { readClock, readNodeCounts, type NodeCount, type Transaction } from "@fairflow/db";

const HOUR_MS = 3_600_000;
/** A batch that began in an hour may still write to it for so long, in real time. */
const LATE_WRITES_MS = 60_000;

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
  { flowId, number }: CountedVersion,
  counts: readonly NodeCount[],
  realNow: Date,
): VersionCounts {
  const nodes = Map.groupBy(counts, ({ nodeId }) => nodeId);
  return {
    flow: flowId,
    version: number,
    asOfMs: realNow.getTime(),
    nodes: Object.fromEntries([...nodes].map(([id, rows]) => [id, summed(rows)])),
  };
}

function merged(counts: readonly NodeCount[]): readonly NodeCount[] {
  const groups = Map.groupBy(counts, ({ nodeId, metric, exit }) => `${nodeId} ${metric} ${exit}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [{ ...first, count: others.reduce((sum, { count }) => sum + count, first.count) }];
  });
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
