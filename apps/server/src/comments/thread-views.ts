import type { CommentThread } from "@fairflow/contract";
import { commentsOf, type Transaction } from "@fairflow/db";
import { NodeId } from "@fairflow/flow";
import { nameOf, userNames } from "../sign-in/users.ts";

/** What is said about a flow's steps, as its reader sees it. */
export async function threadViews(
  tx: Transaction,
  { flowId, readerId }: { readonly flowId: string; readonly readerId: string },
): Promise<CommentThread[]> {
  const [{ threads, comments }, names] = await Promise.all([
    commentsOf(tx, flowId, readerId),
    userNames(tx),
  ]);
  const person = (id: string) => ({ id, name: nameOf(names, id) });
  const byThread = Map.groupBy(comments, ({ threadId }) => threadId);
  return threads.map((thread) => {
    const its = byThread.get(thread.id) ?? [];
    return {
      id: thread.id,
      node: NodeId.parse(thread.nodeId),
      step: { type: thread.stepType, name: thread.stepName },
      begunBy: thread.begunBy,
      resolved:
        thread.resolvedBy === null || thread.resolvedAt === null
          ? null
          : { by: nameOf(names, thread.resolvedBy), atMs: thread.resolvedAt.getTime() },
      mentionsMe: its.some(({ isNews }) => isNews),
      comments: its.map(({ id, author, at, text, mentions }) => ({
        id,
        author: person(author),
        atMs: at.getTime(),
        text,
        mentions: mentions.map(person),
      })),
    };
  });
}
