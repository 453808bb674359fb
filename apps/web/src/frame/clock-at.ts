import type { Frame } from "@fairflow/contract";

/** A report that is late by less than this does not turn the hands back. */
const LATE_MS = 3_000;

export interface RunningClock {
  /** As reported last. */
  readonly clock: Frame["clock"];
  /** As shown last. */
  readonly before: Frame["clock"];
  /** Real time since the report. */
  readonly elapsedMs: number;
}

/** What the clock shows some time after it was reported. */
export function clockAt({ clock, before, elapsedMs }: RunningClock): Frame["clock"] {
  const nowMs = clock.nowMs + elapsedMs * clock.speed;
  const ahead = before.nowMs - nowMs;
  const isLate = ahead > 0 && ahead < LATE_MS * clock.speed;
  return { ...clock, nowMs: isLate ? before.nowMs : nowMs };
}
