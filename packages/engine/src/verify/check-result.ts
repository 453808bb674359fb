/** What one check over the whole installation found. */
export interface CheckResult {
  /** A sentence that should hold. */
  readonly name: string;
  readonly checked: number;
  readonly wrong: number;
  /** Ids of what is wrong, at most `MOST_EXAMPLES`, each with what is wrong about it. */
  readonly examples: readonly string[];
}

export const MOST_EXAMPLES = 10;
