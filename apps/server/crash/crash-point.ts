/**
 * The moments of one send at which something may break, in their order:
 *
 * - `claimed`: a tick has read the run that is due, and nothing is written
 * - `decided`: it has written the attempt, and not committed
 * - `planned`: that has committed
 * - `before-write`: the claim has committed, and the adapter is about to write to the provider; a letter is about to be put
 *   into its batch
 * - `written`: the provider has taken the message, and not answered; a batch of letters lies in the print house's folder
 * - `answered`: it has answered, and that is not recorded; of a batch the record is written, and not committed
 * - `recorded`: the record has committed, and the job is not completed
 * - `woken`: the clock has found the run that is due next, and its job is not committed
 * - `reconciling`: an attempt in doubt was taken up, and not settled
 */
export const CRASH_POINTS = [
  "claimed",
  "decided",
  "planned",
  "before-write",
  "written",
  "answered",
  "recorded",
  "woken",
  "reconciling",
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Points that come about only where the provider takes a message and never answers. */
export function needsSilence(point: CrashPoint): boolean {
  return point === "written" || point === "reconciling";
}

/** Holds whoever comes to its point first, until it is let go. */
export interface Freeze {
  readonly point: CrashPoint | null;
  /** Whether somebody has yet to come to its point. */
  readonly isAwaited: () => boolean;
  readonly at: (point: CrashPoint) => Promise<void>;
  /** Waits while somebody stands at the point: a process that stands still does nothing else either. */
  readonly goesOn: () => Promise<void>;
}

/** @param until resolves when whoever stands at the point may go on */
export function freezeAt(
  point: CrashPoint,
  onReached: () => void,
  until: Promise<unknown>,
): Freeze {
  let isReached = false;
  const letGo = until.then(() => undefined);
  return {
    point,
    isAwaited: () => !isReached,
    at: async (here) => {
      if (here !== point || isReached) return;
      isReached = true;
      onReached();
      await letGo;
    },
    goesOn: () => (isReached ? letGo : Promise.resolve()),
  };
}

export const NO_FREEZE: Freeze = {
  point: null,
  isAwaited: () => false,
  at: () => Promise.resolve(),
  goesOn: () => Promise.resolve(),
};
