/** How many messages may leave: never more than a second's worth at once, nor more than `perSecond` over time. */
export interface RateLimit {
  /** @returns how many of those wanted may leave now, which counts them as left */
  readonly take: (wanted: number, atMs: number) => number;
  /** Of those that were taken, so many did not leave after all. */
  readonly giveBack: (unused: number) => void;
}

/**
 * A bucket of tokens that fills by real time, whatever the demo clock says. What it holds is counted from the last moment
 * at which it was full, never from one asking to the next: no rounding adds up, however often it is asked.
 *
 * @param perSecond may be a fraction: 0.5 is one message every two seconds
 */
export function rateLimit(perSecond: number): RateLimit {
  const capacity = Math.max(1, perSecond);
  let fullAtMs: number | undefined;
  let latestMs = -Infinity;
  let takenSince = 0;
  return {
    take: (wanted, atMs) => {
      latestMs = Math.max(latestMs, atMs);
      const filled = ((latestMs - (fullAtMs ?? latestMs)) * perSecond) / 1000;
      if (fullAtMs === undefined || filled >= takenSince) {
        fullAtMs = latestMs;
        takenSince = 0;
      }
      const held = takenSince === 0 ? capacity : capacity + (filled - takenSince);
      const taken = Math.min(wanted, Math.floor(held));
      takenSince += taken;
      return taken;
    },
    giveBack: (unused) => {
      takenSince = Math.max(0, takenSince - unused);
    },
  };
}

/** Where nothing is limited. */
export const UNLIMITED: RateLimit = { take: (wanted) => wanted, giveBack: () => undefined };
