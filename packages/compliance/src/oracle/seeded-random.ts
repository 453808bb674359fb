/** The same numbers for the same seed on every machine: cases that failed can be made again. */
export interface SeededRandom {
  /** A whole number from 0 to before `below`. */
  readonly whole: (below: number) => number;
  /** True so often out of 100. */
  readonly chance: (percent: number) => boolean;
  /** One of the values. There has to be one. */
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

/** Bob Jenkins' small fast generator, 32 bits wide, after a warm-up that separates neighbouring seeds. */
export function seededRandom(seed: number, stream = 0): SeededRandom {
  let [a, b, c, d] = [0xf1_ea_5e_ed, seed | 0, stream | 0, seed | 0];
  const next = (): number => {
    const e = (a - ((b << 27) | (b >>> 5))) | 0;
    a = b ^ ((c << 17) | (c >>> 15));
    b = (c + d) | 0;
    c = (d + e) | 0;
    d = (e + a) | 0;
    return d >>> 0;
  };
  for (let round = 0; round < 20; round += 1) next();
  const whole = (below: number) => Math.floor((next() / 2 ** 32) * below);
  return {
    whole,
    chance: (percent) => whole(100) < percent,
    pick: (values) => {
      const picked = values.slice(whole(values.length)).slice(0, 1);
      for (const value of picked) return value;
      throw new RangeError("There is nothing to pick from");
    },
  };
}
