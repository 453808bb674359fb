const SHORTEST_MS = 30_000;
const LONGEST_MS = 3_600_000;

/** How long a server has been failing. */
export interface Outage {
  readonly succeeded: () => void;
  /**
   * Notes a failure: the mail rests for about as long as the outage has lasted, so that its dozen tries outlive one of some
   * hours, and not all mails come back at the same moment.
   *
   * @param spread between 0 and 1
   * @returns milliseconds
   */
  readonly failed: (nowMs: number, spread: number) => number;
}

export function outage(): Outage {
  let sinceMs: number | undefined;
  return {
    succeeded: () => {
      sinceMs = undefined;
    },
    failed: (nowMs, spread) => {
      sinceMs ??= nowMs;
      const lastedMs = Math.min(Math.max(nowMs - sinceMs, SHORTEST_MS), LONGEST_MS);
      return Math.round(lastedMs * (1 + spread / 2));
    },
  };
}

/** A share between 0 and 1 that is an attempt's own: ids are random at their end. */
export function spreadOf(attemptId: string): number {
  return Number.parseInt(attemptId.slice(-4), 16) / 0xff_ff;
}
