import { ExitId, NodeId } from "@fairflow/flow";
import { z } from "zod";
/** What a run that stands at a node waits for. Instants are milliseconds since 1970, so that a run is plain JSON. */
export const Waiting = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("time"), untilMs: z.int(), exit: ExitId }),
  z.strictObject({
    kind: z.literal("event"),
    /** The exit for each event that ends the wait. */
    exits: z.record(z.string(), ExitId),
    untilMs: z.int().nullable(),
    timeout: ExitId.nullable(),
  }),
  z.strictObject({
    kind: z.literal("attempt"),
    giveUpMs: z.int(),
    /** Set while the gate defers: when to ask again. Null while an attempt is planned or under way. */
    askAgainMs: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal("dispute") }),
]);
/** Where an interrupted run stood, with the time that was left. */
export const Stand = z.strictObject({
  node: NodeId,
  visit: z.int().positive(),
  waiting: Waiting,
  remainingMs: z.int().nullable(),
  /** It resumes no sooner than this, even if its last hold is gone before. */
  notBeforeMs: z.int().nullable(),
  /** The exit that an event chose meanwhile; taken when the run resumes. */
  due: ExitId.nullable(),
});
/**
 * One account's, or one debtor's, way through one published version. The engine keeps its id and its `seq` beside it.
 * `held` and `parked` runs stand at their node; `ended` ones stand nowhere.
 */
export const Run = z.strictObject({
  status: z.enum(["active", "held", "ended", "parked"]),
  node: NodeId.nullable(),
  visit: z.int().min(0),
  waiting: Waiting.nullable(),
  visits: z.record(NodeId, z.int().positive()),
  startedMs: z.int(),
  enteredMs: z.int(),
  messagesSent: z.int().min(0),
  /** Reasons for which the run is held; it resumes when the last is gone. */
  holds: z.array(z.string()),
  interrupted: Stand.nullable(),
  ended: z.strictObject({ reason: z.string(), success: z.boolean(), atMs: z.int() }).nullable(),
});
export function newRun(nowMs) {
  return {
    status: "active",
    node: null,
    visit: 0,
    waiting: null,
    visits: {},
    startedMs: nowMs,
    enteredMs: nowMs,
    messagesSent: 0,
    holds: [],
    interrupted: null,
    ended: null,
  };
}
/** When the engine must look at the run again by itself; null when only an event can move it. */
export function wakeAtMs(run) {
  if (run.status !== "active" || run.waiting === null) return null;
  switch (run.waiting.kind) {
    case "time":
    case "event":
      return run.waiting.untilMs;
    case "attempt":
      return run.waiting.askAgainMs;
    case "dispute":
      return null;
  }
}
const DAY_MS = 86_400_000;
/** The facts that a run knows of itself, under their field ids; whoever builds a run's facts adds them. */
export function runFacts(run, nowMs) {
  return {
    "run.days_in_flow": Math.floor((nowMs - run.startedMs) / DAY_MS),
    "run.messages_sent": run.messagesSent,
  };
}
/** Whether the run, where it stands, waits for an event of this name; an interrupted wait goes on listening. */
export function listensFor({ status, waiting, interrupted }, event) {
  if (status === "ended" || status === "parked") return false;
  const wait = interrupted === null ? waiting : interrupted.waiting;
  return wait?.kind === "event" && Object.hasOwn(wait.exits, event);
}
