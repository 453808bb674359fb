import type { ExitId } from "@fairflow/flow";
import type { RunEvent } from "./run-event.ts";
import type { Run, Stand, Waiting } from "./run.ts";
import { currentNode, end, enter, leave, withdraw, type Walk } from "./walk.ts";

const DISPUTE = "dispute";

export function openDispute(walk: Walk): void {
  const { run, flow } = walk;
  if (run.waiting?.kind === "dispute" || run.node === null) return;
  if (flow.pause === null) {
    hold(walk, DISPUTE);
    return;
  }
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
  const node = currentNode(walk);
  const target = node.exits.get(event.decision) ?? null;
  if (target !== null || event.decision === "accepted" || run.interrupted === null) {
    walk.run = { ...run, interrupted: null };
    return leave(walk, event.decision);
  }
  walk.steps.push({ node: node.id, visit: run.visit, entered: false, left: event.decision });
  const stand = run.interrupted;
  walk.steps.push({ node: stand.node, visit: stand.visit, entered: true, left: null });
  walk.run = {
    ...run,
    node: stand.node,
    visit: stand.visit,
    status: "held",
    waiting: stand.waiting,
  };
  if (run.holds.length === 0) resume(walk, stand, event.resumeNotBeforeMs);
}

export function hold(walk: Walk, reason: string): void {
  const { run } = walk;
  if (run.holds.includes(reason) || run.node === null) return;
  const holds = [...run.holds, reason];
  // A run that a dispute has paused stays there; the hold keeps it from resuming.
  if (run.waiting?.kind === "dispute" || run.status === "held") {
    walk.run = { ...run, holds };
    return;
  }
  const stand = standOf(run, walk.input.nowMs);
  if (stand === null) return;
  withdraw(walk);
  walk.run = { ...run, status: "held", holds, interrupted: stand };
}

export function release(walk: Walk, reason: string, notBeforeMs = walk.input.nowMs): void {
  const { run } = walk;
  if (!run.holds.includes(reason)) return;
  const holds = run.holds.filter((other) => other !== reason);
  walk.run = { ...run, holds };
  if (holds.length > 0 || run.status !== "held" || run.interrupted === null) return;
  resume(walk, run.interrupted, notBeforeMs);
}

/** What an interrupted wait was listening for is remembered, not lost; the first such event counts. */
export function leaveWhenResumed(walk: Walk, stand: Stand, exit: ExitId): void {
  walk.run = { ...walk.run, interrupted: { ...stand, due: stand.due ?? exit } };
}

/** Takes up the wait where it stood, with the time that was left, and no sooner than `notBeforeMs`. */
function resume(walk: Walk, stand: Stand, notBeforeMs: number): void {
  const { nowMs } = walk.input;
  walk.run = { ...walk.run, status: "active", interrupted: null, waiting: stand.waiting };
  if (stand.due !== null) {
    if (notBeforeMs <= nowMs) return leave(walk, stand.due);
    walk.run = { ...walk.run, waiting: { kind: "time", untilMs: notBeforeMs, exit: stand.due } };
    return;
  }
  walk.run = { ...walk.run, waiting: thaw(stand, nowMs, Math.max(nowMs, notBeforeMs)) };
}

function thaw({ waiting, remainingMs }: Stand, nowMs: number, notBeforeMs: number): Waiting {
  const untilMs = remainingMs === null ? null : Math.max(nowMs + remainingMs, notBeforeMs);
  switch (waiting.kind) {
    case "time":
      return { ...waiting, untilMs: untilMs ?? notBeforeMs };
    case "event":
      return { ...waiting, untilMs };
    case "attempt":
      return {
        kind: "attempt",
        askAgainMs: notBeforeMs,
        giveUpMs: notBeforeMs + (remainingMs ?? 0),
      };
    case "dispute":
      return waiting;
  }
}

function standOf(run: Run, nowMs: number): Stand | null {
  if (run.node === null || run.waiting === null) return null;
  const { node, visit, waiting } = run;
  return { node, visit, waiting, remainingMs: remaining(waiting, nowMs), due: null };
}

function remaining(waiting: Waiting, nowMs: number): number | null {
  switch (waiting.kind) {
    case "time":
      return Math.max(0, waiting.untilMs - nowMs);
    case "event":
      return waiting.untilMs === null ? null : Math.max(0, waiting.untilMs - nowMs);
    case "attempt":
      return Math.max(0, waiting.giveUpMs - nowMs);
    case "dispute":
      return null;
  }
}
