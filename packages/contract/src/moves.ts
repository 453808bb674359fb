import { MoveMap } from "@fairflow/interpreter";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { FlowParams } from "./publishing.ts";
import { Reason } from "./reason.ts";
import { only, signedIn } from "./role.ts";
import { Cursor, Id, InstantMs } from "./values.ts";

/* People in flight who are moved from one published version of a flow to another. */

const VersionNumber = z.int().positive().max(2_147_483_647);

/** `moves`: the wait goes on. `begins`: the step is begun anew. `cannot`: it stands where no move can take it along now. */
export const MoveKind = z.enum([
  "moves",
  "begins",
  "stays",
  "leaves",
  "hand-over",
  "undecided",
  "cannot",
]);
export type MoveKind = z.infer<typeof MoveKind>;

const Why = z.enum(["message-under-way", "notice-running", "way-out-gone", "parked", "faulty"]);

const Counts = z.partialRecord(MoveKind, z.int());

const NextAction = z.strictObject({
  /** Where it stands; null where it has ended or not begun. */
  node: z.string().nullable(),
  kind: z.enum([
    "begins",
    "waits",
    "listens",
    "asks-again",
    "message-under-way",
    "notice",
    "dispute",
    "held",
    "parked",
    "ended",
  ]),
  atMs: InstantMs.nullable(),
  /** To which step it goes then. */
  next: z.string().nullable(),
  because: z.string().nullable(),
});

const Step = z.strictObject({ node: z.string(), name: z.string(), type: z.string() });

export const MovePreview = z.strictObject({
  /** What becomes of those at each step; where none was given, what is proposed. */
  map: MoveMap,
  /** The steps of the version that people are in. */
  steps: z.array(Step.extend({ people: Counts })),
  /** Those of the version that they go to. */
  targets: z.array(Step),
  /** What of the map does not fit the versions. */
  problems: z.array(z.strictObject({ node: z.string(), message: z.string() })),
  totals: Counts,
  obstacles: z.partialRecord(Why, z.int()),
  /** How many were looked at; `isWhole` where that is everybody. */
  examined: z.int(),
  isWhole: z.boolean(),
  people: z.array(
    z.strictObject({
      runId: Id,
      debtorId: Id,
      label: z.string(),
      /** Of the account; null where the flow runs per debtor. */
      reference: z.string().nullable(),
      at: z.string().nullable(),
      kind: MoveKind,
      why: Why.nullable(),
      before: NextAction,
      /** As the gate would answer now; null for whoever is not moved. */
      after: NextAction.nullable(),
    }),
  ),
  next: Cursor,
});
export type MovePreview = z.infer<typeof MovePreview>;

/** Writes nothing; it is a POST because a map is long. */
export const previewMove = endpoint({
  method: "POST",
  path: "/api/flows/:id/moves/preview",
  summary: "What moving people to another version would mean for each of them",
  input: {
    params: FlowParams,
    body: z.strictObject({
      from: VersionNumber,
      /** A version, or what was put forward to become one. */
      to: z.union([VersionNumber, z.literal("submission")]),
      /** What is proposed, where absent. */
      map: MoveMap.optional(),
      page: z
        .strictObject({
          at: z.string().max(64).optional(),
          kind: MoveKind.optional(),
          after: Cursor.optional(),
          size: z.int().min(0).max(50).default(20),
        })
        .optional(),
    }),
  },
  output: MovePreview,
  policy: signedIn,
});

/** Where somebody who stands at a step is still without a decision it answers 422. */
export const planMove = endpoint({
  method: "POST",
  path: "/api/flows/:id/moves",
  summary: "Plans a move of people to another version, for somebody else to start",
  input: {
    params: FlowParams,
    body: z.strictObject({ from: VersionNumber, to: VersionNumber, map: MoveMap, reason: Reason }),
  },
  output: z.strictObject({ id: Id }),
  policy: only("editor", "admin"),
});

export const MoveState = z.strictObject({
  id: Id,
  from: VersionNumber,
  to: VersionNumber,
  reason: z.string(),
  plannedBy: z.string(),
  plannedAtMs: InstantMs,
  startedBy: z.string().nullable(),
  startedAtMs: InstantMs.nullable(),
  finishedAtMs: InstantMs.nullable(),
  status: z.enum(["planned", "running", "paused", "done", "undoing", "undone", "discarded"]),
  /** Why the asker may not start it; null where they may. */
  mayNotStart: z.string().nullable(),
  /** Until when it can be taken back; null where it cannot. */
  undoUntilMs: InstantMs.nullable(),
  /** What its dry run counted. */
  expected: Counts,
  /** People whom it has looked at, and those whom it is to look at. */
  looked: z.int(),
  of: z.int(),
  /** What became of them. */
  moved: z.int(),
  left: z.int(),
  handedOver: z.int(),
  stayed: z.int(),
  /** Of whom there was news when it was their turn: they are looked at again. */
  later: z.int(),
  cannot: z.int(),
  undone: z.int(),
  /** Who has done something since, and was not taken back. */
  kept: z.int(),
});
export type MoveState = z.infer<typeof MoveState>;

export const moves = endpoint({
  method: "GET",
  path: "/api/flows/:id/moves",
  summary: "Moves of people between versions, the newest first, at most 20",
  input: { params: FlowParams },
  output: z.array(MoveState),
  policy: signedIn,
});

const MoveParams = FlowParams.extend({ move: Id });

export const move = endpoint({
  method: "GET",
  path: "/api/flows/:id/moves/:move",
  summary: "How far a move of people is, and who did not come along, at most 100",
  input: { params: MoveParams },
  output: MoveState.extend({
    map: MoveMap,
    exceptions: z.array(
      z.strictObject({
        runId: Id,
        debtorId: Id,
        label: z.string(),
        reference: z.string().nullable(),
        at: z.string().nullable(),
        why: z.enum([...Why.options, "undecided", "later", "kept"]),
      }),
    ),
  }),
  policy: signedIn,
});

/** Whoever planned it is refused with 403 while four eyes are asked for. */
export const startMove = endpoint({
  method: "POST",
  path: "/api/flows/:id/moves/:move/start",
  summary: "Starts a planned move, or goes on with a paused one",
  input: { params: MoveParams },
  output: Done,
  policy: only("admin"),
});

export const pauseMove = endpoint({
  method: "POST",
  path: "/api/flows/:id/moves/:move/pause",
  summary: "Lets a move stand still after the people whom it is at",
  input: { params: MoveParams },
  output: Done,
  policy: only("admin", "manager"),
});

export const undoMove = endpoint({
  method: "POST",
  path: "/api/flows/:id/moves/:move/undo",
  summary: "Takes back everybody who has done nothing since they were moved",
  input: { params: MoveParams, body: z.strictObject({ reason: Reason }) },
  output: Done,
  policy: only("admin"),
});

export const discardMove = endpoint({
  method: "POST",
  path: "/api/flows/:id/moves/:move/discard",
  summary: "Gives up a move that was planned and not started",
  input: { params: MoveParams },
  output: Done,
  policy: only("editor", "admin"),
});
