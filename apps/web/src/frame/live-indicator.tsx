import { clsx } from "clsx";
import { useStore } from "zustand";
import { formatTime } from "../server/format.ts";
import { liveStream } from "../server/live-stream.ts";
import { useZone } from "./use-zone.ts";

/** Whether the numbers on the screen are of now. */
export function LiveIndicator() {
  const status = useStore(liveStream.state, (state) => state.status);
  const zone = useZone();
  const lastMs = useStore(liveStream.state, (state) =>
    state.status === "lost" ? state.lastMs : undefined,
  );
  const words =
    status === "live"
      ? "Live"
      : status === "connecting"
        ? "Connecting"
        : `Live numbers paused${lastMs === undefined ? "" : `, last ${formatTime(lastMs, zone)}`}`;
  return (
    <span role="status" className="flex items-center gap-1.5 text-sm text-ink-2">
      <span
        aria-hidden
        className={clsx(
          "size-2 rounded-full",
          status === "live" ? "bg-ok" : status === "lost" ? "bg-warn" : "bg-line-strong",
        )}
      />
      <span className="max-md:sr-only">{words}</span>
    </span>
  );
}
