/** Uniform numbers from 0 to below 1. */
export type Random = () => number;

/**
 * A source of numbers that is the same for the same names, whoever else draws from others (FNV-1a into mulberry32).
 * Not for secrets.
 */
export function randomOf(seed: number, ...names: readonly (string | number)[]): Random {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of names.join("\0")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  let state = hash >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("There is nothing to choose from");
  return item;
}

/** Chooses by weight; the weights need not sum to one. */
export function weighted<Item>(random: Random, items: readonly (readonly [Item, number])[]): Item {
  let left = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return oneOf(random, items)[0];
}

/** A version 7 id (RFC 9562) of an instant, so that rows sort by when they happened. */
export function idAt(random: Random, atMs: number): string {
  const time = Math.trunc(atMs).toString(16).padStart(12, "0");
  const digits = Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x1_0000)
      .toString(16)
      .padStart(4, "0"),
  );
  const [one = "", two = "", three = "", four = ""] = digits;
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  const [head, tail] = [time.slice(0, 8), time.slice(8)];
  return `${head}-${tail}-7${one.slice(1)}-${variant}${two.slice(1)}-${three}${four}${digits4(random)}`;
}

function digits4(random: Random): string {
  return Math.floor(random() * 0x1_0000)
    .toString(16)
    .padStart(4, "0");
}
