import type { ExitId } from "@fairflow/flow";
import type { Outcome } from "./define-node.ts";
import type { RunEvent } from "./run-event.ts";
import type { Run, Stand, Waiting } from "./run.ts";
import { awaitedNotice, currentNode, end, enter, leave, withdraw, type Walk } from "./walk.ts";

const DISPUTE = "dispute";

export function openDispute(walk: Walk): void {
  const { run, flow } = walk;
  if (run.node === null) return;
  if (run.waiting?.kind === "dispute") return awaitNewDecision(walk);
  if (flow.pause === null) return hold(walk, DISPUTE);
  const stand = run.interrupted ?? standOf(run, walk.input.nowMs);
  if (stand === null) return;
  withdraw(walk);
  walk.steps.push({ node: run.node, visit: run.visit, entered: false, left: "interrupted" });
  walk.run = { ...run, status: "active", interrupted: stand };
  enter(walk, flow.pause.id);
}

export function resolveDispute(
  walk: Walk,
  event: RunEvent & { readonly kind: "dispute-resolved" },
): void {
  const { run } = walk;
  if (run.waiting?.kind !== "dispute") {
    if (!run.holds.includes(DISPUTE)) return;
    if (event.decision === "accepted") return end(walk, "dispute-accepted", false);
    return release(walk, DISPUTE, event.resumeNotBeforeMs);
  }
  const target = currentNode(walk).exits.get(event.decision) ?? null;
  if (target !== null || event.decision === "accepted" || stoodBefore(run) === null) {
    return leaveByDecision(walk, event.decision, target === null);
  }
  resumeAfterDispute(walk, event);
}

export function hold(walk: Walk, reason: string): void {
  const { run } = walk;
  if (run.holds.includes(reason) || run.node === null) return;
  const holds = [...run.holds, reason];
  // A run that a dispute has paused stays there; the hold keeps it from going on afterwards.
  if (run.waiting?.kind === "dispute" || run.status === "held") {
    walk.run = { ...run, holds };
    return;
  }
  const stand = standOf(run, walk.input.nowMs);
  if (stand === null) return;
  withdraw(walk);
  walk.run = { ...run, status: "held", holds, interrupted: stand };
}

export function release(walk: Walk, reason: string, notBeforeMs: number | null = null): void {
  const { run } = walk;
  if (!run.holds.includes(reason)) return;
  const holds = run.holds.filter((other) => other !== reason);
  if (run.status !== "held" || run.interrupted === null) {
    walk.run = { ...run, holds };
    return;
  }
  const stand = delay(run.interrupted, notBeforeMs);
  walk.run = { ...run, holds, interrupted: stand };
  if (holds.length === 0) resume(walk, stand);
}

/** What an interrupted wait was listening for is remembered, not lost; the first such event counts. */
export function leaveWhenResumed(walk: Walk, stand: Stand, exit: ExitId): void {
  walk.run = { ...walk.run, interrupted: { ...stand, due: stand.due ?? exit } };
}

/** A notice that left before the interruption: its days run, and its proof is asked for, while the run stands still. */
export function awaitNoticeWhenResumed(
  walk: Walk,
  stand: Stand,
  outcome: Outcome & { readonly kind: "await-notice" },
): void {
  const { node, visit } = stand;
  if (outcome.task !== undefined) {
    walk.effects.push({ kind: "open-task", node, visit, task: outcome.task });
  }
  const waiting = awaitedNotice(outcome);
  const remainingMs = remaining(waiting, walk.input.nowMs);
  walk.run = { ...walk.run, interrupted: { ...stand, waiting, remainingMs } };
}

/** A run that was held with a decision in hand waits for the new dispute's decision instead. */
function awaitNewDecision(walk: Walk): void {
  const { run } = walk;
  if (run.status === "held") walk.run = { ...run, status: "active", interrupted: null };
}

/** Where the dispute found the run; null if it came to the pause by an edge, or is held there with a decision in hand. */
function stoodBefore({ interrupted, node, visit }: Run): Stand | null {
  if (interrupted === null) return null;
  return interrupted.node === node && interrupted.visit === visit ? null : interrupted;
}

/** A run under a hold keeps the decision until its last hold is gone, unless the decision ends it. */
function leaveByDecision(walk: Walk, exit: ExitId, ends: boolean): void {
  const { run } = walk;
  walk.run = { ...run, status: "active", interrupted: null };
  if (ends || run.holds.length === 0) return leave(walk, exit);
  const stand = standOf(run, walk.input.nowMs);
  if (stand === null) return;
  walk.run = { ...run, status: "held", interrupted: { ...stand, due: exit } };
}

function resumeAfterDispute(
  walk: Walk,
  event: RunEvent & { readonly kind: "dispute-resolved" },
): void {
  const { run } = walk;
  if (run.node === null || run.interrupted === null) return;
  const stand = delay(run.interrupted, event.resumeNotBeforeMs);
  walk.steps.push(
    { node: run.node, visit: run.visit, entered: false, left: event.decision },
    { node: stand.node, visit: stand.visit, entered: true, left: null },
  );
  walk.run = {
    ...run,
    node: stand.node,
    visit: stand.visit,
    status: "held",
    waiting: stand.waiting,
    interrupted: stand,
  };
  if (run.holds.length === 0) resume(walk, stand);
}

function delay(stand: Stand, notBeforeMs: number | null): Stand {
  if (notBeforeMs === null) return stand;
  return { ...stand, notBeforeMs: Math.max(stand.notBeforeMs ?? notBeforeMs, notBeforeMs) };
}

/** Takes up the wait where it stood, with the time that was left, and no sooner than the stand allows. */
function resume(walk: Walk, stand: Stand): void {
  const { nowMs } = walk.input;
  const notBeforeMs = Math.max(nowMs, stand.notBeforeMs ?? nowMs);
  walk.run = { ...walk.run, status: "active", interrupted: null, waiting: stand.waiting };
  if (stand.due !== null) {
    if (notBeforeMs <= nowMs) return leave(walk, stand.due);
    walk.run = { ...walk.run, waiting: { kind: "time", untilMs: notBeforeMs, exit: stand.due } };
    return;
  }
  walk.run = { ...walk.run, waiting: thaw(stand, nowMs, notBeforeMs) };
}

function thaw({ waiting, remainingMs }: Stand, nowMs: number, notBeforeMs: number): Waiting {
  const untilMs = remainingMs === null ? null : Math.max(nowMs + remainingMs, notBeforeMs);
  switch (waiting.kind) {
    case "time":
      return { ...waiting, untilMs: untilMs ?? notBeforeMs };
    case "event":
      return { ...waiting, untilMs };
    case "attempt":
    case "leave":
      return {
        kind: waiting.kind,
        askAgainMs: notBeforeMs,
        giveUpMs: notBeforeMs + (remainingMs ?? 0),
      };
    case "notice":
      // Nobody is given less time to prove it; the days of the law have run on.
      return { ...waiting, proofByMs: untilMs ?? waiting.proofByMs, notBeforeMs };
    case "dispute":
      return waiting;
    case "arrival":
      return { kind: "arrival", untilMs: notBeforeMs };
  }
}

function standOf(run: Run, nowMs: number): Stand | null {
  if (run.node === null || run.waiting === null) return null;
  const { node, visit, waiting } = run;
  const remainingMs = remaining(waiting, nowMs);
  return { node, visit, waiting, remainingMs, notBeforeMs: null, due: null };
}

function remaining(waiting: Waiting, nowMs: number): number | null {
  switch (waiting.kind) {
    case "time":
      return Math.max(0, waiting.untilMs - nowMs);
    case "event":
      return waiting.untilMs === null ? null : Math.max(0, waiting.untilMs - nowMs);
    case "attempt":
    case "leave":
      return Math.max(0, waiting.giveUpMs - nowMs);
    case "notice":
      return Math.max(0, waiting.proofByMs - nowMs);
    case "dispute":
    case "arrival":
      return null;
  }
}
