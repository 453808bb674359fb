import type { Advanced } from "@fairflow/interpreter";
import { iso, type Life, type LivedRun } from "./life.ts";
import type { DebtorRows } from "./rows.ts";
import type { CountRow } from "./run-rows.ts";

const HOUR_MS = 3_600_000;
/** Nobody else writes while the history is written, so that one row a count is enough. */
const SHARD = 0;

/** Counts something at a node of a run's version, in the hour in which it happened. */
export function count(
  life: Life,
  { flow, version }: Pick<LivedRun, "flow" | "version">,
  what: {
    readonly node: string;
    readonly metric: string;
    readonly exit?: string;
    readonly by?: number;
  },
): void {
  const { node, metric, exit = "", by = 1 } = what;
  const hour = Math.floor(life.nowMs / HOUR_MS) * HOUR_MS;
  const key = [flow.key, version.number, hour, node, metric, exit].join("\0");
  const { counts } = life.rows;
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** For every node entered = left + present (I8). */
export function countSteps(life: Life, run: LivedRun, { steps }: Pick<Advanced, "steps">): void {
  for (const { node, entered, left } of steps) {
    if (entered) count(life, run, { node, metric: "entered" });
    if (left !== null) count(life, run, { node, metric: "left", exit: left });
  }
}

/** Adds up what was counted of many debtors. */
export function countRows(histories: readonly Pick<DebtorRows, "counts">[]): readonly CountRow[] {
  const totals = new Map<string, number>();
  for (const { counts } of histories) {
    for (const [key, total] of counts) totals.set(key, (totals.get(key) ?? 0) + total);
  }
  return [...totals].map(([key, total]) => {
    const [flowKey = "", version, hour, node = "", metric = "", exit = ""] = key.split("\0");
    return {
      flow_key: flowKey,
      version_number: Number(version),
      hour: iso(Number(hour)),
      node_id: node,
      metric,
      exit,
      shard: SHARD,
      count: total,
    };
  });
}
