import { commentEndpoints, type SignedInUser } from "@fairflow/contract";
import {
  answerThread,
  authorOfComment,
  beginThread,
  lockThread,
  readDraft,
  readMentions,
  recordAudit,
  settleThread,
  takeOutComment,
  unreadMentions,
  type Transaction,
} from "@fairflow/db";
import { NodeId } from "@fairflow/flow";
import type { AppDeps } from "../app-deps.ts";
import { colleaguesIn, mentioned } from "../comments/colleagues.ts";
import { threadViews } from "../comments/thread-views.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

const SHOWN_MENTIONS = 50;
/** What one thread may hold: past this a new one is easier to follow. */
const MAX_COMMENTS = 200;

/** What people say to each other about the steps of a draft. */
export function commentHandlers({ database, realNow }: AppDeps) {
  return {
    stepComments: handle(commentEndpoints.stepComments, ({ input: { params }, user }) =>
      threadViews(database, { flowId: params.id, readerId: user.id }),
    ),

    beginThread: handle(commentEndpoints.beginThread, ({ input: { params, body }, user }) =>
      database.transaction(async (tx) => {
        const draft = await readDraft(tx, params.id);
        if (draft === undefined) throw notFound("flow");
        const step = storedFlow(draft.document).nodes.find(({ id }) => id === body.node);
        if (step === undefined) {
          throw new HttpError("conflict", "This step is not saved yet, or was removed.");
        }
        const mentions = await mentioned(tx, body.mentions, user.id);
        const id = await beginThread(
          tx,
          { flowId: params.id, nodeId: step.id, stepType: step.type, stepName: step.name },
          { text: body.text, author: user.id, mentions },
          realNow(),
        );
        await record(tx, user, { act: "begin", flowId: params.id, threadId: id });
        return { id };
      }),
    ),

    replyToThread: handle(commentEndpoints.replyToThread, ({ input: { params, body }, user }) =>
      database.transaction(async (tx) => {
        const thread = await locked(tx, params);
        if (thread.resolvedAt !== null) {
          throw new HttpError("conflict", "This was resolved meanwhile. Open it again to answer.");
        }
        if (thread.count >= MAX_COMMENTS) {
          throw new HttpError("conflict", "This has grown long. Begin a new thread at the step.");
        }
        const mentions = await mentioned(tx, body.mentions, user.id);
        const comment = { text: body.text, author: user.id, mentions };
        const id = await answerThread(tx, thread.id, comment, realNow());
        const reader = { flowId: params.id, threadId: thread.id, userId: user.id };
        await readMentions(tx, reader, realNow());
        await record(tx, user, { act: "reply", flowId: params.id, threadId: thread.id });
        return { id };
      }),
    ),

    settleThread: handle(
      commentEndpoints.settleThread,
      async ({ input: { params, body }, user }) => {
        await database.transaction(async (tx) => {
          const thread = await locked(tx, params);
          if (!maySettle(user, thread)) {
            throw new HttpError(
              "not-allowed",
              "Editors, admins and whoever began it resolve a thread.",
            );
          }
          if ((thread.resolvedAt !== null) === body.isResolved) return;
          await settleThread(tx, thread.id, body.isResolved ? user.id : undefined, realNow());
          const act = body.isResolved ? "resolve" : "reopen";
          await record(tx, user, { act, flowId: params.id, threadId: thread.id });
        });
        return DONE;
      },
    ),

    takeOutComment: handle(commentEndpoints.takeOutComment, async ({ input: { params }, user }) => {
      await database.transaction(async (tx) => {
        const thread = await locked(tx, params);
        const which = { threadId: thread.id, commentId: params.comment };
        const comment = await authorOfComment(tx, which);
        if (comment === undefined) throw notFound("comment");
        if (comment.author !== user.id && user.role !== "admin") {
          throw new HttpError("not-allowed", "Its author and admins take a comment out.");
        }
        if (comment.isOut) return;
        await takeOutComment(tx, which);
        await record(tx, user, { act: "take-out", flowId: params.id, threadId: thread.id });
      });
      return DONE;
    }),

    readThread: handle(commentEndpoints.readThread, async ({ input: { params }, user }) => {
      const reader = { flowId: params.id, threadId: params.thread, userId: user.id };
      await readMentions(database, reader, realNow());
      return DONE;
    }),

    colleagues: handle(commentEndpoints.colleagues, () => colleaguesIn(database)),

    mentions: handle(commentEndpoints.mentions, async ({ user }) => {
      const [unread, names] = await Promise.all([
        unreadMentions(database, user.id, SHOWN_MENTIONS),
        userNames(database),
      ]);
      return unread.map(({ commentId, flowId, flowName, nodeId, author, at, text }) => ({
        comment: commentId,
        flow: flowId,
        flowName,
        node: NodeId.parse(nodeId),
        by: nameOf(names, author),
        atMs: at.getTime(),
        text,
      }));
    }),
  };
}

async function locked(
  tx: Transaction,
  { id, thread }: { readonly id: string; readonly thread: string },
) {
  const found = await lockThread(tx, { flowId: id, threadId: thread });
  if (found === undefined) throw notFound("thread");
  return found;
}

function maySettle({ id, role }: SignedInUser, thread: { readonly begunBy: string }): boolean {
  return role === "editor" || role === "admin" || thread.begunBy === id;
}

/** What was said is no part of the trail: it may be taken out again. */
async function record(
  tx: Transaction,
  user: SignedInUser,
  {
    act,
    flowId,
    threadId,
  }: { readonly act: string; readonly flowId: string; readonly threadId: string },
): Promise<void> {
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: user.id },
      action: `comment.${act}`,
      subject: { kind: "flow", id: flowId },
      after: { thread: threadId },
    },
  ]);
}
