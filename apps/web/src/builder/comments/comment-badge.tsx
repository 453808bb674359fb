import type { NodeId } from "@fairflow/flow";
import { clsx } from "clsx";
import { AtSign, MessageSquare } from "lucide-react";
import { useStore } from "zustand";
import { useBuilder } from "../builder-context.ts";
import { openAt } from "./comment-store.ts";

export interface CommentBadgeProps {
  readonly nodes: readonly NodeId[];
}

/** How much is being discussed at a step, or at those of a folded group, and whether somebody there waits for whoever looks. */
export function CommentBadge({ nodes }: CommentBadgeProps) {
  const count = useOpenThreads(nodes);
  const mentionsMe = useMentionsMe(nodes);
  if (count === 0) return null;
  return (
    <span
      className={clsx(
        "inline-flex shrink-0 items-center gap-1 rounded px-1.5 text-xs leading-5 font-medium tabular-nums",
        mentionsMe ? "bg-hold-soft text-hold" : "bg-info-soft text-info",
      )}
    >
      {mentionsMe ? (
        <AtSign aria-hidden className="size-3.5" />
      ) : (
        <MessageSquare aria-hidden className="size-3.5" />
      )}
      {count}
      <span className="sr-only">
        {count === 1 ? " discussion" : " discussions"}
        {mentionsMe && ", mentions you"}
      </span>
    </span>
  );
}

export function useOpenThreads(nodes: readonly NodeId[]): number {
  return useStore(useBuilder().comments, ({ threads }) => openAt(threads, nodes).length);
}

function useMentionsMe(nodes: readonly NodeId[]): boolean {
  return useStore(useBuilder().comments, ({ threads }) =>
    openAt(threads, nodes).some(({ mentionsMe }) => mentionsMe),
  );
}
