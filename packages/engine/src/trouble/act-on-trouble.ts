import { readClock, type Transaction } from "@fairflow/db";
import { completeTaskIn, type CompletedTask } from "../facts/complete-task.ts";
import type { FactDeps } from "../facts/telling.ts";
import { wakeProvider } from "../sending/provider-pace.ts";
import { settleDoubtIn } from "../sending/settle-doubt.ts";
import { tryWebhookNow } from "./failing-webhooks.ts";
import { handOver } from "./hand-over.ts";
import { overdueLanes } from "./overdue-runs.ts";
import { forgetRefusals } from "./refused-notices.ts";
import { releaseFlowHoldIn } from "./release-flow-hold.ts";
import type { TroubleAction, TroubleKind } from "./trouble.ts";
import { leaveNotice, readNoticeAgain } from "./unread-notices.ts";

export interface TroubleAct {
  readonly kind: TroubleKind;
  readonly id: string;
  readonly action: TroubleAction;
  readonly author: string;
  readonly reason: string;
}

export type ActedOn =
  | "done"
  /** It is over, or somebody was faster. */
  | "gone"
  /** This is not what can be done about it. */
  | "not-offered"
  /** A run that has nothing to go on with can only be ended. */
  | "cannot-resume";

/**
 * Does about a trouble what a person asked for, as a part of a transaction. It goes the ways that the engine goes: locks,
 * guards and the gate are the same, and what was done before is done only once.
 */
export async function actOnTroubleIn(
  deps: FactDeps,
  tx: Transaction,
  act: TroubleAct,
): Promise<ActedOn> {
  if (act.action === "hand-over") return handOver(tx, act);
  switch (act.kind) {
    case "flow-held":
      return act.action === "release" ? release(tx, act) : "not-offered";
    case "run-overdue":
      return act.action === "retry" ? wakeLanes(deps, tx, act) : "not-offered";
    case "message-in-doubt":
      return settle(deps, tx, act);
    case "run-poisoned":
      return goOnOrEnd(deps, tx, act);
    case "notice-unread":
      return readOrLeave(deps, tx, act);
    case "notice-refused":
      if (act.action !== "skip") return "not-offered";
      return (await forgetRefusals(tx.sql, act.id)) ? "done" : "gone";
    case "provider-resting":
      if (act.action !== "retry") return "not-offered";
      await wakeProvider(tx, act.id);
      return "done";
    case "provider-silent":
      if (act.action !== "retry") return "not-offered";
      // What it took is looked up with it: nothing is sent.
      await deps.jobs.send(tx, [{ queue: "reconcile" }]);
      return "done";
    case "webhook-failing": {
      if (act.action !== "retry") return "not-offered";
      const { realNow } = await readClock(tx);
      return (await tryWebhookNow(tx.sql, act.id, realNow)) ? "done" : "gone";
    }
    case "feed-late":
    case "statement-late":
      return "not-offered";
  }
}

async function release(tx: Transaction, { id, author, reason }: TroubleAct): Promise<ActedOn> {
  const { realNow } = await readClock(tx);
  const released = await releaseFlowHoldIn(tx, { id, by: author, reason, realNow });
  return released === undefined ? "gone" : "done";
}

/** Its lanes get their turn, as an event would give it them: a tick that finds nothing due does nothing. */
async function wakeLanes(deps: FactDeps, tx: Transaction, { id }: TroubleAct): Promise<ActedOn> {
  const lanes = await overdueLanes(tx.sql, id, await readClock(tx));
  if (lanes.length === 0) return "gone";
  await deps.jobs.send(
    tx,
    lanes.map((lane) => ({ queue: "tick", lane })),
  );
  return "done";
}

/** I6: asking again asks the provider; only a person's word that it was not sent makes another, through the gate. */
async function settle(
  deps: FactDeps,
  tx: Transaction,
  { id, action, author }: TroubleAct,
): Promise<ActedOn> {
  if (action === "retry") {
    await deps.jobs.send(tx, [{ queue: "reconcile" }]);
    return "done";
  }
  if (action !== "was-sent" && action !== "was-not-sent") return "not-offered";
  const wasSent = action === "was-sent";
  return (await settleDoubtIn(deps, tx, { attemptId: id, wasSent, author })) ? "done" : "gone";
}

async function goOnOrEnd(
  deps: FactDeps,
  tx: Transaction,
  { id, action, author }: TroubleAct,
): Promise<ActedOn> {
  if (action !== "retry" && action !== "skip") return "not-offered";
  const { now } = await readClock(tx);
  const outcome = action === "retry" ? "resumed" : "ended";
  return afterTask(await completeTaskIn(deps, tx, { id, outcome, author }, now));
}

function afterTask(completed: CompletedTask): ActedOn {
  switch (completed) {
    case "done":
      return "done";
    case "not-open":
      return "gone";
    case "unknown-outcome":
    case "step-not-allowed":
      return "not-offered";
    case "cannot-resume":
      return "cannot-resume";
  }
}

async function readOrLeave(
  deps: FactDeps,
  tx: Transaction,
  { id, action }: TroubleAct,
): Promise<ActedOn> {
  if (action === "retry") {
    if (!(await readNoticeAgain(tx.sql, id))) return "gone";
    await deps.jobs.send(tx, [{ queue: "inbox" }]);
    return "done";
  }
  if (action !== "skip") return "not-offered";
  const { realNow } = await readClock(tx);
  return (await leaveNotice(tx.sql, id, realNow)) ? "done" : "gone";
}
