import type { StoredMove } from "@fairflow/db";
import { NodeId } from "@fairflow/flow";
import type { Run, Step } from "@fairflow/interpreter";
import type { StoredRun } from "../claim-runs.ts";
import { runOf } from "../stored-state.ts";
import type { MessageStanding } from "./runs-in-version.ts";
import type { RunMove } from "./save-moves.ts";

/** A run that a move has moved, as it was. */
export interface MovedRow {
  readonly shard: number;
  readonly run_id: string;
  readonly outcome: "moved" | "left" | "handed_over";
  readonly to_node: string | null;
  readonly status_before: string;
  readonly node_before: string | null;
  readonly state_before: unknown;
  readonly wake_before: Date | null;
  readonly seq_after: number;
  readonly epoch: number;
  readonly at: Date;
  readonly task_id: string | null;
  /** Whether the account has entered the flow again since. */
  readonly entered_again: boolean;
}

/** Why a run stays where the move has put it; null where it goes back. */
export function whyNot(of: {
  readonly row: MovedRow;
  readonly stored: StoredRun;
  readonly standing: readonly MessageStanding[];
  readonly epoch: number | undefined;
}): string | null {
  const { row, stored, standing, epoch } = of;
  if (row.entered_again) return "entered-again";
  // One that has ended hears nothing any more: it goes back only where nothing has happened.
  if (row.outcome !== "moved") {
    return stored.seq === row.seq_after && epoch === row.epoch ? null : "something-happened";
  }
  const { run } = stored;
  const before = readRun(row);
  const listened = (before.interrupted ?? before).waiting?.kind === "event";
  // What it listened for may have come, and meant nothing where it is now.
  if (listened && epoch !== row.epoch) return "something-happened";
  if (stored.seq === row.seq_after) return null;
  const sinceBegun = stored.seq === row.seq_after + 1 && run.status === "active";
  if (!sinceBegun || run.interrupted !== null || before.interrupted !== null) return "has-gone-on";
  const isThere = run.node === row.to_node && run.waiting !== null;
  if (!isThere) return "has-gone-on";
  const hasLeft = standing.some(
    ({ node, visit, standing: what }) =>
      what === "left" && node === run.node && visit === run.visit,
  );
  const keptVisit = before.node === run.node && before.visit === run.visit;
  return hasLeft && !keptVisit ? "has-gone-on" : null;
}

function readRun({
  status_before: status,
  node_before: nodeId,
  state_before: state,
}: MovedRow): Run {
  return runOf({ status, nodeId, state });
}

/** A run as it was before the move, in the version that it was in. */
export function backOf(of: {
  readonly move: StoredMove;
  readonly row: MovedRow;
  readonly stored: StoredRun;
  readonly standing: readonly MessageStanding[];
  readonly nowMs: number;
}): RunMove {
  const { move, row, stored, standing, nowMs } = of;
  const before = readRun(row);
  const { run } = stored;
  const waiting = before.waiting;
  const isUnderWay = standing.some(
    ({ node, visit, standing: what }) =>
      what === "left" && node === before.node && visit === before.visit,
  );
  const asksAnew = waiting?.kind === "attempt" && waiting.askAgainMs === null && !isUnderWay;
  const again: Run = asksAnew ? { ...before, waiting: { ...waiting, askAgainMs: nowMs } } : before;
  const node = row.node_before === null ? null : NodeId.parse(row.node_before);
  const left: Step[] =
    run.node === null || run.status === "ended"
      ? []
      : [{ node: run.node, visit: run.visit, entered: false, left: `moved:${node ?? ""}` }];
  const entered: Step[] =
    before.node === null
      ? []
      : [{ node: before.node, visit: before.visit, entered: true, left: null }];
  return {
    stored,
    versionId: move.fromVersion,
    run: again,
    ...(asksAnew ? {} : { wakeAtMs: row.wake_before?.getTime() ?? null }),
    left,
    entered,
    withdraws: standing.flatMap(({ node: at, visit, standing: what }) =>
      what === "planned" ? [{ node: at, visit }] : [],
    ),
    inputs:
      row.outcome === "moved"
        ? { movedBack: { move: move.id, from: move.toNumber, to: move.fromNumber } }
        : { cameBack: { move: move.id } },
  };
}
