import { moneyPerAccount, shareOfPeople, type ArmSums, type Mean } from "./arm-sums.ts";
import { confidenceSequence, type Interval } from "./confidence-sequence.ts";

/** One way of an experiment, with what its people came to so far. */
export interface Arm {
  readonly id: string;
  readonly label: string;
  /** Nobody of it is sent anything. */
  readonly isHoldOut: boolean;
  readonly sums: ArmSums;
}

/** An estimate with its interval; no interval while there are too few people for one. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval | null;
}

/** What one arm does better than another; minor units per account, and shares of people. */
export interface ArmDifference {
  readonly arm: string;
  readonly against: string;
  readonly money: Estimate;
  readonly complaints: Estimate;
  readonly optOuts: Estimate;
}

/** All intervals of one figure together miss the truth at any time with at most this chance. */
const ALPHA = 0.05;
/** Below it the normal law that the intervals rest on is too far away. */
export const LEAST_PEOPLE = 100;
/** As many must have paid, or complained, on both sides together. */
const LEAST_EVENTS = 20;

/** Money per account of an arm by itself. */
export function armEstimate({ sums }: Pick<Arm, "sums">): Estimate {
  const { mean, variance, sample } = moneyPerAccount(sums);
  const enough = sums.people >= LEAST_PEOPLE && sums.payers >= LEAST_EVENTS / 2;
  return {
    value: mean,
    interval: enough
      ? confidenceSequence({ estimate: mean, error: Math.sqrt(variance / sample), sample }, ALPHA)
      : null,
  };
}

/** Each arm against each that comes before it: the chance of a fault is divided among them. */
export function compareArms(arms: readonly Arm[]): readonly ArmDifference[] {
  const pairs = arms.flatMap((arm, index) =>
    arms.slice(0, index).map((against) => ({ arm, against })),
  );
  const alpha = ALPHA / Math.max(1, pairs.length);
  return pairs.map(({ arm, against }) => ({
    arm: arm.id,
    against: against.id,
    money: difference(moneyPerAccount(arm.sums), moneyPerAccount(against.sums), {
      alpha,
      events: arm.sums.payers + against.sums.payers,
    }),
    complaints: shareDifference(arm, against, { alpha, of: ({ complaints }) => complaints }),
    optOuts: shareDifference(arm, against, { alpha, of: ({ optOuts }) => optOuts }),
  }));
}

function shareDifference(
  arm: Arm,
  against: Arm,
  { alpha, of }: { readonly alpha: number; readonly of: (sums: ArmSums) => number },
): Estimate {
  const [one, other] = [of(arm.sums), of(against.sums)];
  const shares = [shareOfPeople(arm.sums, one), shareOfPeople(against.sums, other)] as const;
  return difference(...shares, { alpha, events: one + other });
}

function difference(
  one: Mean,
  other: Mean,
  { alpha, events }: { readonly alpha: number; readonly events: number },
): Estimate {
  const value = one.mean - other.mean;
  const isEnough = Math.min(one.sample, other.sample) >= LEAST_PEOPLE && events >= LEAST_EVENTS;
  if (!isEnough) return { value, interval: null };
  const error = Math.sqrt(one.variance / one.sample + other.variance / other.sample);
  const sample = 1 / (1 / one.sample + 1 / other.sample);
  return { value, interval: confidenceSequence({ estimate: value, error, sample }, alpha) };
}
