import { endpoints } from "@fairflow/contract";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { formatTime } from "../../server/format.ts";
import { liveStream } from "../../server/live-stream.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useLiveTopic } from "../../server/use-live-topic.ts";
import { useBuilder } from "../builder-context.ts";
import { countsQuery, isFiltered } from "./live-scope.ts";
import { takeCounts } from "./live-store.ts";
import { useLiveScope } from "./use-live-scope.ts";

/** While the stream is down, the numbers still come, if more slowly. */
const POLL_MS = 15_000;
/** A period is asked for anew as the numbers move, a segment less often: its answer is read from the history. */
const PERIOD_AGAIN_MS = 1_000;
const SEGMENT_AGAIN_MS = 10_000;

export interface LiveFeedProps {
  readonly version: number;
}

/**
 * Keeps the numbers of the builder's steps up to date, and says how fresh they are. It stands apart so that a tick draws
 * nothing anew but this line and the steps whose numbers changed.
 */
export function LiveFeed({ version }: LiveFeedProps) {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const { live, opened } = useBuilder();
  const { scope } = useLiveScope();
  const zone = useZone();
  const filtered = isFiltered(scope);
  const isLost = useStore(liveStream.state, ({ status }) => status === "lost");
  const askedAtMs = useRef(0);
  const counts = useQuery({
    ...ask(endpoints.counts, { params: { id, version }, query: countsQuery(scope, zone) }),
    enabled: zone !== undefined || !filtered,
    refetchInterval: isLost || filtered ? POLL_MS : false,
    retry: 1,
  });
  // Outside React: the store that each step reads its own numbers from.
  useEffect(() => {
    if (counts.data !== undefined) takeCounts(live, opened, counts.data);
    else live.setState({ counts: undefined });
  }, [counts.data, live, opened]);
  useLiveTopic(`flow:${id}:${version}`, (event) => {
    if (event.kind !== "counts") return;
    if (event.counts.flow !== id || event.counts.version !== version) return;
    if (!filtered) return takeCounts(live, opened, event.counts);
    const againMs = scope.segment === undefined ? PERIOD_AGAIN_MS : SEGMENT_AGAIN_MS;
    if (performance.now() - askedAtMs.current < againMs) return;
    askedAtMs.current = performance.now();
    void counts.refetch();
  });
  const asOfMs = useStore(live, (state) => (isLost ? state.counts?.asOfMs : undefined));
  if (counts.isError) {
    return (
      <span role="status" className="flex items-center gap-2 text-warn">
        <span>
          {counts.data === undefined
            ? `The numbers could not be loaded. ${messageOf(counts.error)}`
            : `These numbers are from ${formatTime(counts.data.asOfMs, zone)}. ${messageOf(counts.error)}`}
        </span>
        <button
          type="button"
          className="font-medium underline underline-offset-2"
          onClick={() => void counts.refetch()}
        >
          Try again
        </button>
      </span>
    );
  }
  if (isLost) {
    return (
      <span role="status" className="text-warn">
        Live numbers paused{asOfMs === undefined ? "" : `, last ${formatTime(asOfMs, zone)}`}.
        Trying to connect again.
      </span>
    );
  }
  return (
    <span role="status" className="text-ink-3">
      {counts.isPending ? "Counting" : filtered ? "" : "Live"}
    </span>
  );
}
