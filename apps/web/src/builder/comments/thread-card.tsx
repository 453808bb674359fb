import { commentEndpoints, type CommentThread, type StepComment } from "@fairflow/contract";
import { Badge, Button } from "@fairflow/ui";
import { useQueryClient } from "@tanstack/react-query";
import { AtSign, Check, Reply, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { useZone } from "../../frame/use-zone.ts";
import { call } from "../../server/call.ts";
import { formatInstant } from "../../server/format.ts";
import { useUser } from "../../session/use-session.ts";
import { CommentBox } from "./comment-box.tsx";
import { CommentText } from "./comment-text.tsx";
import { useThreadAct } from "./use-thread-act.ts";

export interface ThreadCardProps {
  readonly flowId: string;
  readonly thread: CommentThread;
}

/** What was said in one thread, and what can be done with it. Seeing it is having read that it mentions one. */
export function ThreadCard({ flowId, thread }: ThreadCardProps) {
  const { id: userId, role } = useUser();
  const zone = useZone();
  const client = useQueryClient();
  const [isAnswering, setIsAnswering] = useState(false);
  // It stays marked until one looks elsewhere.
  const [mentionedMe] = useState(thread.mentionsMe);
  const params = { id: flowId, thread: thread.id };
  const settle = useThreadAct(flowId, (isResolved: boolean) =>
    call(commentEndpoints.settleThread, { params, body: { isResolved } }),
  );
  const takeOut = useThreadAct(flowId, (comment: string) =>
    call(commentEndpoints.takeOutComment, { params: { ...params, comment } }),
  );
  const read = useThreadAct(flowId, () => call(commentEndpoints.readThread, { params }));
  const { mutate: markRead } = read;
  // Outside React: the server, which keeps who has seen what.
  useEffect(() => {
    if (!thread.mentionsMe) return;
    markRead(undefined, {
      onSuccess: () =>
        void client.invalidateQueries({ queryKey: [commentEndpoints.mentions.path] }),
    });
  }, [thread.mentionsMe, markRead, client]);
  const maySettle = role === "editor" || role === "admin" || thread.begunBy === userId;
  const [first] = thread.comments;

  return (
    <article
      aria-label={`Begun by ${first?.author.name ?? "somebody"}`}
      className="flex flex-col gap-3 rounded-card border border-line p-3"
    >
      {mentionedMe && (
        <span>
          <Badge tone="hold" icon={<AtSign aria-hidden className="size-3.5" />}>
            Mentions you
          </Badge>
        </span>
      )}
      <ol className="flex flex-col gap-3">
        {thread.comments.map((comment) => (
          <li key={comment.id} className="flex flex-col gap-0.5">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="truncate text-sm font-medium text-ink">{comment.author.name}</span>
              <span className="shrink-0 text-xs text-ink-3 tabular-nums">
                {formatInstant(comment.atMs, zone)}
              </span>
              {mayTakeOut(comment, { userId, role }) && (
                <button
                  type="button"
                  aria-label={`Take out what ${comment.author.name} said`}
                  onClick={() => takeOut.mutate(comment.id)}
                  className="ml-auto min-h-6 shrink-0 text-xs text-ink-3 underline-offset-2 hover:text-bad hover:underline"
                >
                  Take out
                </button>
              )}
            </div>
            <CommentText comment={comment} />
          </li>
        ))}
      </ol>
      {thread.resolved !== null && (
        <p className="text-sm text-ink-2">
          Resolved by {thread.resolved.by}, {formatInstant(thread.resolved.atMs, zone)}
        </p>
      )}
      {isAnswering && (
        <CommentBox
          about={thread.id}
          label="Your answer"
          action="Answer"
          isAsked
          send={(body) => call(commentEndpoints.replyToThread, { params, body })}
          onSent={() => {
            setIsAnswering(false);
            settle.refresh();
          }}
        />
      )}
      <div className="flex gap-2">
        {thread.resolved === null && !isAnswering && (
          <Button icon={<Reply className="size-4" />} onClick={() => setIsAnswering(true)}>
            Answer
          </Button>
        )}
        {isAnswering && (
          <Button kind="quiet" onClick={() => setIsAnswering(false)}>
            Not now
          </Button>
        )}
        <Button
          kind="quiet"
          icon={
            thread.resolved === null ? (
              <Check className="size-4" />
            ) : (
              <RotateCcw className="size-4" />
            )
          }
          disabledReason={
            maySettle ? undefined : "Editors, admins and whoever began it resolve a thread"
          }
          onClick={() => settle.mutate(thread.resolved === null)}
        >
          {thread.resolved === null ? "Resolve" : "Open again"}
        </Button>
      </div>
    </article>
  );
}

function mayTakeOut(
  { text, author }: StepComment,
  { userId, role }: { readonly userId: string; readonly role: string },
): boolean {
  return text !== null && (author.id === userId || role === "admin");
}
