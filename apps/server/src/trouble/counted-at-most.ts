/** A number that is asked for often and counted seldom. */
export interface CountedAtMost {
  readonly read: () => Promise<number>;
  /** What it was counted from has changed. */
  readonly forget: () => void;
}

/** Counts at most once in so many milliseconds, whoever asks how often; a count that failed is made again. */
export function countedAtMost(
  everyMs: number,
  realNow: () => Date,
  count: () => Promise<number>,
): CountedAtMost {
  let counted: { readonly atMs: number; readonly value: Promise<number> } | undefined;
  return {
    read: async () => {
      const nowMs = realNow().getTime();
      if (counted !== undefined && nowMs - counted.atMs < everyMs) return counted.value;
      const fresh = { atMs: nowMs, value: count() };
      counted = fresh;
      try {
        return await fresh.value;
      } catch (fault) {
        if (counted === fresh) counted = undefined;
        throw fault;
      }
    },
    forget: () => {
      counted = undefined;
    },
  };
}
