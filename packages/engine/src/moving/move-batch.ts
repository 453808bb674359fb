import {
  newId,
  saveMoveCursor,
  type MoveOutcome,
  type StoredMove,
  type Transaction,
} from "@fairflow/db";
import type { Obstacle } from "@fairflow/interpreter";
import { noChanges } from "../batch-changes.ts";
import type { StoredRun } from "../claim-runs.ts";
import { firstShardOf, laneOf } from "../lane.ts";
import { closeWork } from "../save-tasks.ts";
import { finishMove } from "./finish-move.ts";
import { handOver } from "./hand-over.ts";
import { lockRuns } from "./lock-runs.ts";
import { loadSubject } from "./move-subject.ts";
import {
  closedBy,
  lockLane,
  MOVE_BATCH_SIZE,
  type MovedBatch,
  type MovingDeps,
} from "./moving-deps.ts";
import { planBatch, type PlannedRun } from "./plan-batch.ts";
import { runsInVersion, runsNamed } from "./runs-in-version.ts";
import { closeTasksOf, saveMoves, type RunMove } from "./save-moves.ts";
import { runsForLater, saveOutcomes, type RunOutcome } from "./save-outcomes.ts";

/** Moves the next runs of a move, of one lane. */
export async function moveBatch(
  deps: MovingDeps,
  tx: Transaction,
  move: StoredMove,
): Promise<MovedBatch> {
  const limit = deps.moveBatchSize ?? MOVE_BATCH_SIZE;
  if (move.cursorShard >= LAST) return lateOnes(deps, tx, { move, limit });
  const lane = laneOf(move.cursorShard);
  await lockLane(tx, lane);
  const after = { shard: move.cursorShard, run: move.cursorRun };
  const found = await runsInVersion(tx.sql, { versionId: move.fromVersion, after, limit });
  await moveRuns(deps, tx, { move, lane, runs: found.runs });
  await saveMoveCursor(tx, { id: move.id, ...(found.next ?? { shard: LAST, run: null }) });
  return "more";
}

/** Every lane has been seen. */
const LAST = 128;

/** Those of whom there was news when it was their turn: their lanes' ticks have read it by now, or are asked to. */
async function lateOnes(
  deps: MovingDeps,
  tx: Transaction,
  { move, limit }: { readonly move: StoredMove; readonly limit: number },
): Promise<MovedBatch> {
  const late = await runsForLater(tx, { moveId: move.id, limit });
  const [first] = late;
  if (first === undefined) return finishMove(tx, move, "done");
  const lane = laneOf(first.shard);
  await lockLane(tx, lane);
  const runs = await runsNamed(tx.sql, late);
  const stillLate = await moveRuns(deps, tx, { move, lane, runs });
  return stillLate === late.length ? "waits" : "more";
}

/** @returns how many are to be looked at again */
async function moveRuns(
  deps: MovingDeps,
  tx: Transaction,
  of: { readonly move: StoredMove; readonly lane: number; readonly runs: readonly StoredRun[] },
): Promise<number> {
  const { move, lane, runs } = of;
  if (runs.length === 0) return 0;
  const { now, news } = await lockRuns(tx, lane, runs);
  const nowMs = now.getTime();
  const isGone = ({ versionId, run }: StoredRun) =>
    versionId !== move.fromVersion || run.status === "ended";
  const late = runs.filter((run) => news.has(run.debtorId) && !isGone(run));
  const ready = runs.filter((run) => !news.has(run.debtorId) && !isGone(run));
  const subject = await loadSubject(deps.versions, tx, move);
  const batch = await planBatch(deps, tx, { subject, runs: ready, nowMs });
  const outcomes: RunOutcome[] = [
    ...late.map((stored) => outcomeOf(stored, "later")),
    // It ended, or was taken along, before it was its turn again.
    ...runs.filter(isGone).map((stored) => outcomeOf(stored, "stayed")),
  ];
  const moves: RunMove[] = [];
  const over: { runId: string; node: string; visit: number }[] = [];
  for (const planned of batch.runs) {
    const { made, outcome } = madeOf(planned, move);
    outcomes.push(outcome);
    if (made === null) continue;
    moves.push(made);
    over.push(...visitsOver(planned, made));
  }
  await saveMoves(tx, moves, { countingShard: firstShardOf(lane), nowMs });
  await closeTasksOf(tx, over, { by: closedBy(move.id), nowMs });
  await closeWork(tx.sql, moves.filter(hasEnded).map(endedOf), nowMs);
  await handOver(tx, { move, planned: batch.runs, outcomes, nowMs });
  await saveOutcomes(tx, outcomes, { moveId: move.id, nowMs });
  await deps.jobs.send(tx, [{ queue: "tick", lane }]);
  return late.length;
}

function outcomeOf(stored: StoredRun, outcome: MoveOutcome): RunOutcome {
  return {
    stored,
    outcome,
    at: stored.nodeId,
    to: null,
    isCarried: false,
    taskId: null,
    epoch: null,
  };
}

const OBSTACLES: Readonly<Record<Obstacle, MoveOutcome>> = {
  "message-under-way": "message_under_way",
  "notice-running": "notice_running",
  "way-out-gone": "way_out_gone",
  parked: "parked",
};

function madeOf(
  { stored, debtor, plan }: PlannedRun,
  move: StoredMove,
): { readonly made: RunMove | null; readonly outcome: RunOutcome } {
  const none = outcomeOf(stored, "faulty");
  const { epoch } = debtor;
  const inputs = { moved: { move: move.id, from: move.fromNumber, to: move.toNumber } };
  switch (plan.kind) {
    case "faulty":
      return { made: null, outcome: none };
    case "undecided":
      return { made: null, outcome: { ...none, outcome: "undecided", at: plan.at } };
    case "stays":
      return { made: null, outcome: { ...none, outcome: "stayed", at: plan.at } };
    case "cannot":
      return { made: null, outcome: { ...none, outcome: OBSTACLES[plan.why], at: plan.at } };
    case "ends": {
      const taskId = plan.team === null ? null : newId();
      const outcome = plan.team === null ? ("left" as const) : ("handed_over" as const);
      const withdraws = plan.effects.flatMap((each) => (each.kind === "withdraw" ? [each] : []));
      return {
        made: {
          stored,
          versionId: stored.versionId,
          run: plan.run,
          left: plan.left,
          entered: [],
          withdraws,
          inputs: { takenOut: { move: move.id } },
        },
        outcome: { ...none, outcome, at: plan.at, epoch, taskId },
      };
    }
    case "moves": {
      const withdraws = plan.effects.flatMap((each) => (each.kind === "withdraw" ? [each] : []));
      return {
        made: {
          stored,
          versionId: move.toVersion,
          run: plan.run,
          // One that has not begun is due as it was.
          ...(plan.at === null ? { wakeAtMs: stored.wakeAtMs } : {}),
          left: plan.left,
          entered: plan.entered,
          withdraws,
          inputs,
        },
        outcome: {
          ...none,
          outcome: "moved",
          at: plan.at,
          to: plan.to,
          isCarried: plan.isCarried,
          epoch,
        },
      };
    }
  }
}

/** The visit that a run leaves for another: its work has lost its reason. */
function visitsOver({ stored }: PlannedRun, { run }: RunMove) {
  const before = stored.run.interrupted ?? stored.run;
  const after = run.interrupted ?? run;
  if (before.node === null) return [];
  if (before.node === after.node && before.visit === after.visit) return [];
  return [{ runId: stored.id, node: before.node, visit: before.visit }];
}

function hasEnded({ run }: RunMove): boolean {
  return run.status === "ended";
}

function endedOf({ stored: { debtorId, shard, id: runId } }: RunMove) {
  return { ...noChanges({ debtorId, shard, epoch: 0 }), endedRuns: [{ shard, runId }] };
}
