import type { Frame } from "@fairflow/contract";
import { firstEndpoints } from "@fairflow/contract/first-page";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { useLiveTopic } from "../server/use-live-topic.ts";

/** The clock and whether sending is on, kept up to date by the stream. */
export function useFrame(): Frame | undefined {
  return useQuery(ask(firstEndpoints.frame, {})).data;
}

/** Subscribed once, by the frame itself; everyone else reads what it brings. */
export function useFrameUpdates(): void {
  const client = useQueryClient();
  useLiveTopic("frame", (event) => {
    if (event.kind === "frame") {
      client.setQueryData(ask(firstEndpoints.frame, {}).queryKey, event.frame);
    }
  });
}
