import { ExitId, NodeId } from "@fairflow/flow";
import { z } from "zod";

/** How much is known of a notice: that it left, that it arrived, or that it was put into somebody's hands. */
export const NoticeProof = z.enum(["sent", "delivered", "served"]);
export type NoticeProof = z.infer<typeof NoticeProof>;

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
  z.strictObject({
    /** Leave for a legal step is asked for, by a node that reaches nobody by itself. */
    kind: z.literal("leave"),
    giveUpMs: z.int(),
    askAgainMs: z.int().nullable(),
  }),
  z.strictObject({
    kind: z.literal("notice"),
    /** The packs' word for it. */
    notice: z.string(),
    /** What has to be known of it before the run goes on, whatever the days are counted from. */
    proof: NoticeProof,
    /** Without that by then it counts as not delivered. */
    proofByMs: z.int(),
    /** When its days will have passed; null while they do not run. */
    elapsesMs: z.int().nullable(),
    /** Set by an interruption after which the run may not go on at once. */
    notBeforeMs: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal("dispute") }),
  /** It was moved here from another version and has not begun the node: it does when it wakes. */
  z.strictObject({ kind: z.literal("arrival"), untilMs: z.int() }),
]);
export type Waiting = z.infer<typeof Waiting>;

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
export type Stand = z.infer<typeof Stand>;

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
  /** Messages that it was sent before it was moved here: the first visit of each goes on as sent, and asks for nothing. */
  passesOver: z.array(NodeId),
  /** It went into the hold-out of a split: it sends nothing any more, wherever a dispute or a move brings it. */
  heldOut: z.literal(true).optional(),
  ended: z.strictObject({ reason: z.string(), success: z.boolean(), atMs: z.int() }).nullable(),
});
export type Run = z.infer<typeof Run>;

export function newRun(nowMs: number): Run {
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
    passesOver: [],
    ended: null,
  };
}

/** When the engine must look at the run again by itself; null when only an event can move it. */
export function wakeAtMs(run: Run): number | null {
  if (run.status !== "active" || run.waiting === null) return null;
  switch (run.waiting.kind) {
    case "time":
    case "event":
    case "arrival":
      return run.waiting.untilMs;
    case "attempt":
    case "leave":
      return run.waiting.askAgainMs;
    case "notice":
      return noticeWakeMs(run.waiting);
    case "dispute":
      return null;
  }
}

function noticeWakeMs(waiting: Waiting & { readonly kind: "notice" }): number {
  const { elapsesMs, proofByMs, notBeforeMs } = waiting;
  return Math.max(elapsesMs ?? proofByMs, notBeforeMs ?? Number.NEGATIVE_INFINITY);
}

const DAY_MS = 86_400_000;

/** The facts that a run knows of itself, under their field ids; whoever builds a run's facts adds them. */
export function runFacts(run: Run, nowMs: number): Readonly<Record<string, number>> {
  return {
    "run.days_in_flow": Math.floor((nowMs - run.startedMs) / DAY_MS),
    "run.messages_sent": run.messagesSent,
  };
}

/** Whether the run, where it stands, waits for an event of this name; an interrupted wait goes on listening. */
export function listensFor({ status, waiting, interrupted }: Run, event: string): boolean {
  if (status === "ended" || status === "parked") return false;
  const wait = interrupted === null ? waiting : interrupted.waiting;
  return wait?.kind === "event" && Object.hasOwn(wait.exits, event);
}
