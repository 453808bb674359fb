import type { StreamEvent, StreamTopic } from "@fairflow/contract";
import { useEffect, useEffectEvent } from "react";
import { liveStream } from "./live-stream.ts";

/** Hears of a topic while the component is shown. */
export function useLiveTopic(
  topic: StreamTopic | undefined,
  listener: (event: StreamEvent) => void,
): void {
  const onEvent = useEffectEvent(listener);
  // Outside React: the stream of server-sent events.
  useEffect(
    () =>
      topic === undefined ? undefined : liveStream.subscribe(topic, (event) => onEvent(event)),
    [topic],
  );
}
