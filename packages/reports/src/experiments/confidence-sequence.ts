/** A range in which the truth lies, at every look at once with the stated confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The effective sample size at which the intervals are tightest; said before anything is looked at, and never fitted. */
const PLANNED_SAMPLE = 500;

/**
 * A confidence sequence: an interval that may be looked at as often as one likes, and acted upon at any look. Over all looks
 * together it misses the truth with a chance of `alpha`, where a fixed-sample interval would miss it sooner or later. It is
 * asymptotic: samples below a hundred or so are too small for it.
 *
 * Robbins' normal mixture with the variance estimated: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52(6), 2024, theorem 2.2
 * and, for the tuning, appendix B.2; the same boundary as the mSPRT of R. Johari, P. Koomen, L. Pekelis, D. Walsh, "Always
 * valid inference", Operations Research 70(3), 2022.
 *
 * @param of.error the standard error of the estimate now
 * @param of.sample how many independent observations it rests on; of a difference, their harmonic sum
 */
export function confidenceSequence(
  of: { readonly estimate: number; readonly error: number; readonly sample: number },
  alpha: number,
): Interval {
  const { estimate, error, sample } = of;
  if (sample <= 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const logs = -2 * Math.log(alpha);
  const mixture = PLANNED_SAMPLE / (logs + Math.log(1 + logs));
  const grown = 1 + sample / mixture;
  const half = error * Math.sqrt((1 + mixture / sample) * (Math.log(grown) + logs));
  return { low: estimate - half, high: estimate + half };
}
