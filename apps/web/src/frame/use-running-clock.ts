import type { Frame } from "@fairflow/contract";
import { useEffect, useState } from "react";
import { clockAt } from "./clock-at.ts";

const TICK_MS = 250;

/** The clock as it runs between two reports of the server. */
export function useRunningClock(clock: Frame["clock"]): Frame["clock"] {
  const [shown, setShown] = useState(clock);
  // Outside React: the time of this device, by which the clock runs on until it is reported anew.
  useEffect(() => {
    const reportedAt = performance.now();
    const tick = () =>
      setShown((before) => clockAt({ clock, before, elapsedMs: performance.now() - reportedAt }));
    tick();
    if (clock.speed === 0) return undefined;
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return shown;
}
