import {
  isFourEyesOn,
  isMoveUnderWay,
  lockMove,
  recordAudit,
  settleMove,
  type MoveStatus,
  type StoredMove,
  type Transaction,
} from "@fairflow/db";
import type { Jobs } from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";
import { undoUntil, whyNotStart } from "./move-state.ts";

export type Steering = "start" | "pause" | "undo" | "discard";

export interface Steered {
  readonly flowId: string;
  readonly moveId: string;
  readonly by: string;
  readonly reason?: string | undefined;
  readonly now: Date;
  readonly jobs: Jobs;
}

/**
 * Starts a move, lets it stand still or go on, takes it back or gives it up, in one transaction with the audit trail.
 *
 * @throws HttpError 403 for whoever planned it while four eyes are asked for, 409 where it stands otherwise by now
 */
export async function steerMove(tx: Transaction, steering: Steering, of: Steered): Promise<void> {
  const move = await lockMove(tx, { flowId: of.flowId, id: of.moveId });
  if (move === undefined) throw notFound("move");
  const { status, action } = await decided(tx, steering, { ...of, move });
  const startedBy = steering === "start" && move.status === "planned" ? of.by : undefined;
  await settleMove(tx, { id: move.id, status, startedBy }, of.now);
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: of.by },
      action,
      subject: { kind: "flow", id: of.flowId },
      before: { status: move.status },
      after: { move: move.id, from: move.fromNumber, to: move.toNumber, status },
      reason: of.reason ?? (startedBy === undefined ? undefined : move.reason),
    },
  ]);
  if (status === "running" || status === "undoing") {
    await of.jobs.send(tx, [{ queue: "move-people" }]);
  }
}

async function decided(
  tx: Transaction,
  steering: Steering,
  of: Steered & { readonly move: StoredMove },
): Promise<{ readonly status: MoveStatus; readonly action: string }> {
  const { move } = of;
  switch (steering) {
    case "start":
      if (move.status === "paused") return { status: "running", action: "flow.resume-move" };
      if (move.status !== "planned") throw standsOtherwise(move);
      return startOf(tx, of);
    case "pause":
      if (move.status !== "running") throw standsOtherwise(move);
      return { status: "paused", action: "flow.pause-move" };
    case "undo": {
      const until = undoUntil(move);
      if (until === undefined) throw standsOtherwise(move);
      if (until < of.now) {
        throw new HttpError("conflict", "It is too late to take this move back.");
      }
      const isOther = move.status === "done" && (await isMoveUnderWay(tx, of.flowId));
      if (isOther) throw underWay();
      return { status: "undoing", action: "flow.undo-move" };
    }
    case "discard":
      if (move.status !== "planned") throw standsOtherwise(move);
      return { status: "discarded", action: "flow.discard-move" };
  }
}

async function startOf(tx: Transaction, of: Steered & { readonly move: StoredMove }) {
  const refusal = whyNotStart(of.move, {
    userId: of.by,
    isFourEyesOn: await isFourEyesOn(tx),
  });
  if (refusal !== null) throw new HttpError("not-allowed", refusal);
  if (await isMoveUnderWay(tx, of.flowId)) throw underWay();
  return { status: "running", action: "flow.start-move" } as const;
}

function underWay(): HttpError {
  return new HttpError("conflict", "Another move of this flow is under way.");
}

function standsOtherwise({ status }: StoredMove): HttpError {
  return new HttpError("conflict", `This move is ${status} by now.`);
}
