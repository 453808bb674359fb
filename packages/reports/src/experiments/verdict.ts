import {
  compareArms,
  LEAST_PEOPLE,
  type Arm,
  type ArmDifference,
  type Estimate,
} from "./compare-arms.ts";

/** What may be said of an experiment now. A winner is named only where its intervals against every other arm lie above nothing. */
export type ExperimentVerdict =
  /** So many people are missing until anything can be said. */
  | { readonly kind: "too-early"; readonly missing: number }
  | { readonly kind: "no-difference-yet" }
  /** It collects more than `than`, and nothing is known of another arm. */
  | { readonly kind: "ahead"; readonly arm: string; readonly than: string }
  | { readonly kind: "winner"; readonly arm: string }
  /** It collects the most and troubles people more than another arm. */
  | { readonly kind: "harms"; readonly arm: string; readonly by: readonly Harm[] };

export type Harm = "complaints" | "opt-outs";

export interface Judged {
  readonly differences: readonly ArmDifference[];
  readonly verdict: ExperimentVerdict;
  /** Arms that trouble people more than another, whoever collects more. */
  readonly harms: readonly { readonly arm: string; readonly than: string; readonly by: Harm }[];
}

export function judgeExperiment(arms: readonly Arm[]): Judged {
  const differences = compareArms(arms);
  const harms = differences.flatMap((each) => [
    ...harmOf(each, each.complaints, "complaints"),
    ...harmOf(each, each.optOuts, "opt-outs"),
  ]);
  return { differences, harms, verdict: verdictOf(arms, differences, harms) };
}

function verdictOf(
  arms: readonly Arm[],
  differences: readonly ArmDifference[],
  harms: Judged["harms"],
): ExperimentVerdict {
  const missing = Math.max(0, ...arms.map(({ sums }) => LEAST_PEOPLE - sums.people));
  if (arms.length < 2 || missing > 0) return { kind: "too-early", missing };
  const beats = differences.flatMap((each) => ahead(each));
  const winner = arms.find(({ id }) =>
    arms.every(
      (other) => other.id === id || beats.some((each) => each.arm === id && each.than === other.id),
    ),
  );
  if (winner === undefined) {
    const [first] = beats;
    return first === undefined ? { kind: "no-difference-yet" } : { kind: "ahead", ...first };
  }
  const by = [...new Set(harms.filter(({ arm }) => arm === winner.id).map((each) => each.by))];
  if (by.length > 0) return { kind: "harms", arm: winner.id, by };
  return { kind: "winner", arm: winner.id };
}

function ahead({ arm, against, money }: ArmDifference) {
  if (money.interval === null) return [];
  if (money.interval.low > 0) return [{ arm, than: against }];
  return money.interval.high < 0 ? [{ arm: against, than: arm }] : [];
}

function harmOf({ arm, against }: ArmDifference, { interval }: Estimate, by: Harm) {
  if (interval === null) return [];
  if (interval.low > 0) return [{ arm, than: against, by }];
  return interval.high < 0 ? [{ arm: against, than: arm, by }] : [];
}
