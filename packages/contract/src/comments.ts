import { NodeId } from "@fairflow/flow";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { FlowParams } from "./publishing.ts";
import { signedIn } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

/** Somebody of the house, who can be mentioned. */
export const Colleague = z.strictObject({ id: z.string(), name: z.string() });
export type Colleague = z.infer<typeof Colleague>;

export const StepComment = z.strictObject({
  id: Id,
  author: Colleague,
  atMs: InstantMs,
  /** Null once it was taken out. */
  text: z.string().nullable(),
  mentions: z.array(Colleague),
});
export type StepComment = z.infer<typeof StepComment>;

/** What people say to each other about one step. */
export const CommentThread = z.strictObject({
  id: Id,
  node: NodeId,
  /** As the step was when the thread was begun: it may have been removed since. */
  step: z.strictObject({ type: z.string(), name: z.string() }),
  begunBy: z.string(),
  resolved: z.strictObject({ by: z.string(), atMs: InstantMs }).nullable(),
  /** Somebody mentions whoever asks, who has not seen it yet. */
  mentionsMe: z.boolean(),
  comments: z.array(StepComment).min(1),
});
export type CommentThread = z.infer<typeof CommentThread>;

const Said = z.strictObject({
  text: z.string().trim().min(1, "Say something").max(2_000),
  /** Ids of colleagues who are to look at it. */
  mentions: z.array(z.string().max(64)).max(20).default([]),
});
const ThreadParams = FlowParams.extend({ thread: Id });

const stepComments = endpoint({
  method: "GET",
  path: "/api/flows/:id/comments",
  summary:
    "What is said about a flow's steps, also about those that were removed; the oldest first",
  input: { params: FlowParams },
  output: z.array(CommentThread),
  policy: signedIn,
});

/** 409 for a step that the draft, as it is saved, does not have. */
const beginThread = endpoint({
  method: "POST",
  path: "/api/flows/:id/comments",
  summary: "Says something about a step, and asks colleagues to look at it",
  input: { params: FlowParams, body: Said.extend({ node: NodeId }) },
  output: z.strictObject({ id: Id }),
  policy: signedIn,
});

/** 409 where the thread was resolved. */
const replyToThread = endpoint({
  method: "POST",
  path: "/api/flows/:id/comments/:thread/replies",
  summary: "Answers what was said",
  input: { params: ThreadParams, body: Said },
  output: z.strictObject({ id: Id }),
  policy: signedIn,
});

/** 403 for all but editors, admins and whoever began the thread. */
const settleThread = endpoint({
  method: "PUT",
  path: "/api/flows/:id/comments/:thread",
  summary: "Resolves a thread, or opens it again",
  input: { params: ThreadParams, body: z.strictObject({ isResolved: z.boolean() }) },
  output: Done,
  policy: signedIn,
});

/** 403 for all but its author and admins. */
const takeOutComment = endpoint({
  method: "DELETE",
  path: "/api/flows/:id/comments/:thread/replies/:comment",
  summary: "Takes out what somebody said; that they said something stays",
  input: { params: ThreadParams.extend({ comment: Id }) },
  output: Done,
  policy: signedIn,
});

const readThread = endpoint({
  method: "POST",
  path: "/api/flows/:id/comments/:thread/read",
  summary: "Says that whoever asks has seen that a thread mentions them",
  input: { params: ThreadParams },
  output: Done,
  policy: signedIn,
});

const colleagues = endpoint({
  method: "GET",
  path: "/api/colleagues",
  summary: "Everybody of the house who can be mentioned, by name",
  input: {},
  output: z.array(Colleague),
  policy: signedIn,
});

const mentions = endpoint({
  method: "GET",
  path: "/api/mentions",
  summary:
    "Comments that mention whoever asks and that they have not seen, the newest first, at most 50",
  input: {},
  output: z.array(
    z.strictObject({
      comment: Id,
      flow: Id,
      flowName: z.string(),
      node: NodeId,
      by: z.string(),
      atMs: InstantMs,
      text: z.string(),
    }),
  ),
  policy: signedIn,
});

/** What people say about the steps of a draft. */
export const commentEndpoints = {
  beginThread,
  colleagues,
  mentions,
  readThread,
  replyToThread,
  settleThread,
  stepComments,
  takeOutComment,
} as const;
