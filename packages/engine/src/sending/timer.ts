import { setTimeout as sleep } from "node:timers/promises";

/** Real time as a sender waits in it, in milliseconds since any moment. */
export interface Timer {
  readonly nowMs: () => number;
  /** Ends early where the process stops. */
  readonly waitUntil: (ms: number, stopping?: AbortSignal) => Promise<void>;
}

export const REAL_TIMER: Timer = {
  nowMs: () => performance.now(),
  waitUntil: async (ms, stopping) => {
    const waitMs = ms - performance.now();
    if (waitMs <= 0) return;
    await sleep(waitMs, undefined, stopping === undefined ? {} : { signal: stopping }).catch(
      () => undefined,
    );
  },
};
