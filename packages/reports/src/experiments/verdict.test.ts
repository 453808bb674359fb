import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSums, moneyPerAccount, NO_SUMS, type ArmSums } from "./arm-sums.ts";
import { armEstimate, type Arm } from "./compare-arms.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import { judgeExperiment } from "./verdict.ts";

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Behaviour {
  readonly pays: number;
  readonly complains: number;
}

/** Most pay nothing, some a little, few much; one in five has a second account. */
function person(random: () => number, { pays, complains }: Behaviour): ArmSums {
  const accounts = random() < 0.2 ? 2 : 1;
  const spread = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const money = random() < pays ? Math.round(50_000 * accounts * Math.exp(0.8 * spread)) : 0;
  return {
    people: 1,
    accounts,
    money,
    moneySquared: money * money,
    accountsSquared: accounts * accounts,
    moneyByAccounts: money * accounts,
    payers: money > 0 ? 1 : 0,
    complaints: random() < complains ? 1 : 0,
    optOuts: random() < complains ? 1 : 0,
  };
}

const LOOK_EVERY = 20;

/** Looks at two arms again and again as people come in, and tells what was ever said of them. */
function watched(
  random: () => number,
  behaviours: readonly [Behaviour, Behaviour],
  people: number,
): {
  readonly named: boolean;
  readonly harmed: boolean;
  readonly naive: boolean;
  readonly last: readonly [Arm, Arm];
} {
  let [one, other] = [NO_SUMS, NO_SUMS];
  let [named, harmed, naive] = [false, false, false];
  const arm = (id: string, sums: ArmSums): Arm => ({ id, label: id, isHoldOut: false, sums });
  for (let each = 1; each <= people; each += 1) {
    one = addSums(one, person(random, behaviours[0]));
    other = addSums(other, person(random, behaviours[1]));
    if (each % LOOK_EVERY !== 0) continue;
    const { verdict, harms } = judgeExperiment([arm("one", one), arm("other", other)]);
    named ||= verdict.kind === "winner" || verdict.kind === "harms";
    harmed ||= harms.length > 0;
    const [a, b] = [moneyPerAccount(one), moneyPerAccount(other)];
    const error = Math.sqrt(a.variance / a.sample + b.variance / b.sample);
    naive ||= each >= 100 && Math.abs(a.mean - b.mean) > 1.96 * error;
  }
  return { named, harmed, naive, last: [arm("one", one), arm("other", other)] };
}

describe("two arms that do the same, looked at 46 times", () => {
  const RUNS = 2_000;
  const random = seeded(7);
  const same = { pays: 0.3, complains: 0.03 };
  const runs = Array.from({ length: RUNS }, () => watched(random, [same, same], 1_000));
  const share = (of: (run: (typeof runs)[number]) => boolean) => runs.filter(of).length / RUNS;

  test("a winner is named in at most one of twenty, over all looks", () => {
    expect(share(({ named }) => named)).toBeLessThanOrEqual(0.05);
  });

  test("a guard-rail gives way in at most one of twenty for each figure, over all looks", () => {
    expect(share(({ harmed }) => harmed)).toBeLessThanOrEqual(0.1);
  });

  test("an interval for one look would have named one in far more", () => {
    expect(share(({ naive }) => naive)).toBeGreaterThan(0.15);
  });
});

test("a real difference is found, and the troublesome arm is told of", () => {
  const random = seeded(3);
  const better = watched(
    random,
    [
      { pays: 0.2, complains: 0.01 },
      { pays: 0.4, complains: 0.01 },
    ],
    1_500,
  );
  const worse = watched(
    random,
    [
      { pays: 0.2, complains: 0.01 },
      { pays: 0.4, complains: 0.15 },
    ],
    1_500,
  );

  expect(judgeExperiment(better.last).verdict).toEqual({ kind: "winner", arm: "other" });
  expect(judgeExperiment(worse.last).verdict).toEqual({
    kind: "harms",
    arm: "other",
    by: ["complaints", "opt-outs"],
  });
});

test("nothing is said while an arm has fewer than a hundred people", () => {
  const random = seeded(1);
  const { last } = watched(
    random,
    [
      { pays: 0.1, complains: 0 },
      { pays: 0.9, complains: 0 },
    ],
    99,
  );

  const { verdict, differences } = judgeExperiment(last);

  expect(verdict).toEqual({ kind: "too-early", missing: 1 });
  expect(differences[0]?.money.interval).toBeNull();
  expect(armEstimate(last[0]).interval).toBeNull();
});

test("of three arms, one that beats a single other is ahead of it and no winner", () => {
  const random = seeded(9);
  const arms = [
    { id: "hold-out", isHoldOut: true, pays: 0.1 },
    { id: "champion", isHoldOut: false, pays: 0.35 },
    { id: "challenger", isHoldOut: false, pays: 0.36 },
  ].map(({ pays, ...arm }): Arm => {
    let sums = NO_SUMS;
    for (let each = 0; each < 1_500; each += 1) {
      sums = addSums(sums, person(random, { pays, complains: 0 }));
    }
    return { ...arm, label: arm.id, sums };
  });

  expect(judgeExperiment(arms).verdict).toEqual({
    kind: "ahead",
    arm: "champion",
    than: "hold-out",
  });
});

test("an interval holds its estimate, and a smaller chance of fault makes it wider", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0.001, max: 1e4, noNaN: true }),
      fc.integer({ min: 1, max: 1e6 }),
      (estimate, error, sample) => {
        const wide = confidenceSequence({ estimate, error, sample }, 0.01);
        const narrow = confidenceSequence({ estimate, error, sample }, 0.05);
        expect(narrow.low).toBeLessThanOrEqual(estimate);
        expect(narrow.high).toBeGreaterThanOrEqual(estimate);
        expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
        // Never narrower than what is good for one look alone.
        expect(narrow.high - estimate).toBeGreaterThan(1.96 * error * 0.999);
      },
    ),
  );
});

test("money per account of people with one account each is a plain mean, with its variance", () => {
  const paid = [0, 100, 200, 700];
  const sums = paid
    .map((money): ArmSums => ({
      ...NO_SUMS,
      people: 1,
      accounts: 1,
      money,
      moneySquared: money * money,
      accountsSquared: 1,
      moneyByAccounts: money,
    }))
    .reduce(addSums);

  expect(moneyPerAccount(sums)).toEqual({ mean: 250, variance: 290_000 / 3, sample: 4 });
});
