/** Shorter words are too near to others for a slip to be told from one of them. */
const SHORTEST = 5;
/** From so many letters on two slips are still the same word. */
const LONG = 9;

/** How many slips make one word of the other; undefined where there are so many that it is another word. */
export function slipsApart(one: string, other: string): number | undefined {
  const length = Math.min(one.length, other.length);
  const allowed = length < SHORTEST ? 0 : length < LONG ? 1 : 2;
  if (Math.abs(one.length - other.length) > allowed) return undefined;
  const slips = slipsBetween(one, other);
  return slips <= allowed ? slips : undefined;
}

/** Letters put in, left out, changed, or swapped with their neighbour. */
function slipsBetween(one: string, other: string): number {
  let [before, row] = [
    new Array<number>(),
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}
