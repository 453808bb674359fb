import { Outcome } from "@fairflow/compliance";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { only } from "./role.ts";
import { Cursor, Id, InstantMs } from "./values.ts";

const Kind = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const RuleWords = z.strictObject({
  id: z.string(),
  words: z.string(),
  source: z.string().nullable(),
});

/** What the gate says of the call, visit or legal step that a task is. */
export const TaskVerdict = z.strictObject({
  kind: z.enum(["allowed", "deferred", "forbidden"]),
  /** The earliest instant at which every rule allows it; null where it is allowed, or only an event helps. */
  untilMs: InstantMs.nullable(),
  /** Why the gate could not judge, where no rule refuses; else null. */
  reason: z.string().nullable(),
  rules: z.array(RuleWords),
});
export type TaskVerdict = z.infer<typeof TaskVerdict>;

export const TaskSummary = z.strictObject({
  id: Id,
  kind: Kind,
  title: z.string(),
  team: z.string(),
  assignee: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  status: z.enum(["open", "done", "cancelled"]),
  /** 0 to 100, the most urgent highest. */
  priority: z.int(),
  dueAtMs: InstantMs.nullable(),
  /** The minute at which somebody promised to call back. */
  callBackAtMs: InstantMs.nullable(),
  createdAtMs: InstantMs,
  /** Masked for roles that do not work with people. */
  debtor: z.strictObject({ id: Id, reference: z.string(), name: z.string() }).nullable(),
  accountId: Id.nullable(),
  /** The legal step that the work is, as the rule packs call it and in words; null for other work. */
  step: z.strictObject({ id: z.string(), words: z.string() }).nullable(),
  /** Of an open call, visit or legal step, at this moment; null for other work. */
  verdict: TaskVerdict.nullable(),
});
export type TaskSummary = z.infer<typeof TaskSummary>;

const WORKERS = only("specialist", "admin");

/**
 * Which open work is shown: one's own, that of one's teams, what is due today, what is late or will be within the hour, call-backs
 * for later, or all of it.
 */
export const TaskView = z.enum(["mine", "team", "due", "breaching", "later", "all"]);
export type TaskView = z.infer<typeof TaskView>;

/** As many as a queue is counted to. */
export const MOST_COUNTED = 100;

export const tasks = endpoint({
  method: "GET",
  path: "/api/tasks",
  summary:
    "Open work, call-backs whose minute has come and then the most urgent first; of each call, visit and legal step whether it may be done now",
  input: {
    query: z.strictObject({
      view: TaskView.optional(),
      kind: Kind.optional(),
      /** Instead of those of whoever asks, in the view of a team. */
      team: z.string().trim().min(1).max(80).optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  output: z.strictObject({
    tasks: z.array(TaskSummary),
    next: Cursor,
    masked: z.boolean(),
    /** The teams that whoever asks works in. */
    teams: z.array(z.string()),
    /** How many each view has, up to `MOST_COUNTED`; only with the first page. */
    counts: z
      .strictObject({
        mine: z.int(),
        team: z.int(),
        due: z.int(),
        breaching: z.int(),
        later: z.int(),
        all: z.int(),
      })
      .nullable(),
  }),
  policy: only("specialist", "admin", "manager"),
});

export const task = endpoint({
  method: "GET",
  path: "/api/tasks/:id",
  summary:
    "One task with what may be answered; a call, visit or legal step with the gate's answer and its reasons, and no number",
  input: { params: z.strictObject({ id: Id }) },
  output: TaskSummary.extend({
    /** A legal step whose gate is closed offers `not-allowed` beside its own. */
    outcomes: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    /** Of a dispute: what the law wants sent with the decision, as the rule packs call it; to finish is to say that it was. */
    papers: z.array(z.string()),
    /** What somebody wrote that is to be read, the oldest first; empty for other work and for roles that see no people. */
    written: z.array(
      z.strictObject({
        atMs: InstantMs,
        channel: z.enum(["sms", "email"]),
        text: z.string(),
        /** The number or address, where it is in nobody's file. */
        sender: z.string().nullable(),
      }),
    ),
    /** How the run that waits for it may be found. */
    runId: Id.nullable(),
    /** What colleagues wrote down about it, the newest first; empty for roles that see no people. */
    notes: z.array(
      z.strictObject({ id: Id, atMs: InstantMs, by: z.string(), text: z.string().nullable() }),
    ),
    /** The debtor's dispute, question or complaint that it is about. */
    disputeId: Id.nullable(),
  }),
  policy: only("specialist", "admin", "manager"),
});

/** A call or visit that was made. */
export const MadeContact = z.strictObject({
  outcome: Outcome,
  reached: z.enum(["debtor", "third-party", "wrong-number"]).optional(),
  atMs: InstantMs.optional(),
});

export const dialTask = endpoint({
  method: "POST",
  path: "/api/tasks/:id/dial",
  summary:
    "Asks the gate under the debtor's lock, keeps the slot for half an hour and shows the number; where it is refused, why",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      /** What came of the call that was opened before and never told of; a conflict with `asks: "earlier"` asks for it. */
      earlier: z.union([z.literal("not-made"), MadeContact]).optional(),
    }),
  },
  output: z.strictObject({
    verdict: TaskVerdict,
    /** The number or the address; null where it is refused, or the debtor has none. */
    address: z.string().nullable(),
    addressId: Id.nullable(),
    keptUntilMs: InstantMs.nullable(),
  }),
  policy: WORKERS,
});

export const completeTask = endpoint({
  method: "POST",
  path: "/api/tasks/:id/complete",
  summary:
    "Finishes a task by one of its outcomes; a call or visit that was made is recorded as a contact with its verdict, a legal step is taken only while the gate allows it",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      outcome: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
      /** Of a call or visit that was made; absent where it was not. */
      contact: MadeContact.optional(),
      note: z.string().trim().max(2000).optional(),
    }),
  },
  output: Done,
  policy: WORKERS,
});
