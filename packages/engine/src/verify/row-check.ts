import { MOST_EXAMPLES, type CheckResult } from "./check-result.ts";

export interface Counted {
  readonly checked: number;
  /** Null where nothing is wrong. */
  readonly wrong: readonly string[] | null;
}

/** A check that is one question to the database. */
export function check(
  name: string,
  ask: () => Promise<readonly Counted[]>,
): () => Promise<CheckResult> {
  return async () => {
    const [found] = await ask();
    const wrong = found?.wrong ?? [];
    return {
      name,
      checked: found?.checked ?? 0,
      wrong: wrong.length,
      examples: wrong.slice(0, MOST_EXAMPLES),
    };
  };
}
