/** How many messages may leave: never more than a second's worth at once, nor more than `perSecond` over time. */
export interface RateLimit {
  /** @returns how many of those wanted may leave now, which counts them as left */
  readonly take: (wanted: number, atMs: number) => number;
  /** Of those that were taken, so many did not leave after all. */
  readonly giveBack: (unused: number) => void;
}

/**
 * A bucket of tokens that fills by real time, whatever the demo clock says.
 *
 * @param perSecond may be a fraction: 0.5 is one message every two seconds
 */
export function rateLimit(perSecond: number): RateLimit {
  const capacity = Math.max(1, perSecond);
  let tokens = capacity;
  let filledAtMs: number | undefined;
  return {
    take: (wanted, atMs) => {
      const elapsedMs = Math.max(0, atMs - (filledAtMs ?? atMs));
      tokens = Math.min(capacity, tokens + (elapsedMs * perSecond) / 1000);
      filledAtMs = Math.max(atMs, filledAtMs ?? atMs);
      const taken = Math.min(wanted, Math.floor(tokens));
      tokens -= taken;
      return taken;
    },
    giveBack: (unused) => {
      tokens = Math.min(capacity, tokens + unused);
    },
  };
}

/** Where nothing is limited. */
export const UNLIMITED: RateLimit = { take: (wanted) => wanted, giveBack: () => undefined };
