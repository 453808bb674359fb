import { createHash } from "node:crypto";

/** Choices that a seed and a name determine, so that a run can be had again. */
export function seededChoice(seed: number): (below: number) => number {
  let count = 0;
  return (below) => {
    count += 1;
    return createHash("sha256").update(`${seed}:${count}`).digest().readUInt32BE() % below;
  };
}

export function shuffled<T>(items: readonly T[], choose: (below: number) => number): readonly T[] {
  return items
    .map((item) => ({ item, at: choose(1_000_000) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
