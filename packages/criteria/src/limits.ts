export const MAX_DEPTH = 8;
export const MAX_RULES = 200;
export const MAX_GROUPS = 200;

/** Where criteria are too large, and why. */
export interface Excess {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Visit {
  readonly part: unknown;
  /** How many groups stand around this part. */
  readonly depth: number;
  readonly path: readonly (string | number)[];
}

/**
 * Measures untrusted input before it is parsed. It keeps its own stack, so that a million nested groups
 * are refused rather than exhausting the parser's.
 *
 * @returns the first place where the input is deeper or larger than criteria may be
 */
export function excessOf(input: unknown): Excess | undefined {
  const waiting: Visit[] = [{ part: input, depth: 0, path: [] }];
  let rules = 0;
  let groups = 0;

  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { part, depth, path } = visit;
    const inner = innerOf(part);
    if (inner === undefined) {
      rules += 1;
      if (rules > MAX_RULES) return { path, message: `There are more than ${MAX_RULES} rules.` };
      continue;
    }
    groups += 1;
    if (depth === MAX_DEPTH) {
      return { path, message: `Groups stand in one another more than ${MAX_DEPTH} deep.` };
    }
    if (groups > MAX_GROUPS) return { path, message: `There are more than ${MAX_GROUPS} groups.` };
    if (!Array.isArray(inner)) {
      waiting.push({ part: inner, depth: depth + 1, path: [...path, "of"] });
      continue;
    }
    if (inner.length > MAX_RULES + MAX_GROUPS) {
      return { path: [...path, "of"], message: `There are more than ${MAX_RULES} rules.` };
    }
    for (const [index, each] of inner.entries()) {
      waiting.push({ part: each, depth: depth + 1, path: [...path, "of", index] });
    }
  }
  return undefined;
}

function innerOf(part: unknown): unknown {
  return typeof part === "object" && part !== null && "of" in part ? part.of : undefined;
}
