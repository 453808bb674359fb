import { commentEndpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ask } from "../../server/ask.ts";
import { useLiveTopic } from "../../server/use-live-topic.ts";
import type { Builder } from "../builder-context.ts";

/** Everything that is said about a flow's steps. */
export function threadsQuery(flowId: string) {
  return ask(commentEndpoints.stepComments, { params: { id: flowId } });
}

/** Keeps what is said about a draft up to date: the stream says when there is more. */
export function useComments(flowId: string, { comments }: Builder): void {
  const { data, refetch } = useQuery({ ...threadsQuery(flowId), staleTime: Infinity });
  const heard = useRef<number>(undefined);
  useLiveTopic(`draft:${flowId}`, (event) => {
    if (event.kind !== "draft" || event.comments === heard.current) return;
    heard.current = event.comments;
    void refetch();
  });
  // Outside React: the store from which each step reads what is said about it.
  useEffect(() => comments.setState({ flowId, threads: data ?? [] }), [comments, flowId, data]);
}
