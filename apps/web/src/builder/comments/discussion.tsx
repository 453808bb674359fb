import { commentEndpoints, type CommentThread } from "@fairflow/contract";
import { IconButton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { NotLoaded } from "../../frame/not-loaded.tsx";
import { call } from "../../server/call.ts";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { CommentBox } from "./comment-box.tsx";
import { openAt } from "./comment-store.ts";
import { FlowThreads } from "./flow-threads.tsx";
import { ThreadCard } from "./thread-card.tsx";
import { threadsQuery } from "./use-comments.ts";

export interface DiscussionProps {
  readonly flowId: string;
}

/** What is said about the step that is selected; about all steps where it is not one. */
export function Discussion({ flowId }: DiscussionProps) {
  const { ui } = useBuilder();
  const threads = useQuery({ ...threadsQuery(flowId), staleTime: Infinity });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-center gap-2 py-3 pr-2 pl-4">
        <h2 className="flex-1 text-lg font-semibold">Comments</h2>
        <IconButton
          label="Back to the settings"
          icon={<X className="size-4" />}
          onClick={() => ui.getState().show({ discussion: "closed" })}
        />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pb-4">
        <NotLoaded
          query={threads}
          what="The comments could not be loaded"
          className="h-40 shrink-0"
        />
        {threads.isSuccess && (
          <Threads flowId={flowId} threads={threads.data} onSaid={() => void threads.refetch()} />
        )}
      </div>
    </div>
  );
}

interface ThreadsProps extends DiscussionProps {
  readonly threads: readonly CommentThread[];
  readonly onSaid: () => void;
}

function Threads({ flowId, threads, onSaid }: ThreadsProps) {
  const { ui, view } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const isAsked = useUi(({ discussion }) => discussion === "asked");
  // Outside React: the focus, which the box below has by now.
  useEffect(() => {
    if (isAsked) ui.getState().show({ discussion: "shown" });
  }, [isAsked, ui]);
  const selection = useDocument((state) => state.selection);
  const [node] = selection.size === 1 ? selection : [];
  const step = node === undefined ? undefined : view(flow, node);
  if (step === undefined) return <FlowThreads flowId={flowId} threads={threads} />;
  const open = openAt(threads, [step.id]);
  const resolved = threads.filter((each) => each.node === step.id && each.resolved !== null);
  return (
    <>
      <p className="text-base text-ink-2">About “{step.title}”</p>
      {open.map((thread) => (
        <ThreadCard key={thread.id} flowId={flowId} thread={thread} />
      ))}
      <CommentBox
        key={step.id}
        about={step.id}
        label={open.length === 0 ? "Say something about this step" : "Begin another thread"}
        action="Comment"
        isAsked={isAsked}
        send={(body) =>
          call(commentEndpoints.beginThread, {
            params: { id: flowId },
            body: { ...body, node: step.id },
          })
        }
        onSent={onSaid}
      />
      {resolved.length > 0 && (
        <details className="rounded-card border border-line px-3 py-2">
          <summary className="text-sm font-medium">Resolved ({resolved.length})</summary>
          <div className="flex flex-col gap-3 pt-3">
            {resolved.map((thread) => (
              <ThreadCard key={thread.id} flowId={flowId} thread={thread} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
