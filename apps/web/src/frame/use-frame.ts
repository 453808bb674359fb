import type { Frame } from "@fairflow/contract";
import { firstEndpoints } from "@fairflow/contract/first-page";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ask } from "../server/ask.ts";
import { liveStream } from "../server/live-stream.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";
import { useUser } from "../session/use-session.ts";

/** The clock and whether sending is on, kept up to date by the stream. */
export function useFrame(): Frame | undefined {
  return useQuery(ask(firstEndpoints.frame, {})).data;
}

/** Subscribed once, by the frame itself; everyone else reads what it brings. */
export function useFrameUpdates(): void {
  const client = useQueryClient();
  const { id } = useUser();
  // Outside React: the stream of server-sent events, which is whose session this is.
  useEffect(() => liveStream.follow(id), [id]);
  useLiveTopic("frame", (event) => {
    if (event.kind === "frame") {
      client.setQueryData(ask(firstEndpoints.frame, {}).queryKey, event.frame);
    }
  });
}
