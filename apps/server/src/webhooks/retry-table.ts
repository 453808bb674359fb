const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long after each try that failed the next one is due: the table that Standard Webhooks recommends (specification,
 * "Deliverability and reliability"). The first try is at once; after the last of these a message is given up, three days on.
 */
const WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Steps of flows wait for their answer, so they are not put off for longer than this. */
const LONGEST_FOR_STEP_MS = 30 * MINUTE;

/** What the receiver asks for is believed up to here. */
const LONGEST_ASKED_MS = 24 * HOUR;

/** By so much a wait is stretched or shortened, so that what failed together does not come back together. */
const JITTER = 0.2;

export interface Failure {
  /** With the one that has just failed; at least 1. */
  readonly tries: number;
  readonly isStep: boolean;
  /** What `Retry-After` asked for, in ms. */
  readonly askedMs?: number | undefined;
}

/**
 * How long to wait before the next try, in ms; undefined where there is none.
 *
 * @param random a number in [0, 1)
 */
export function nextTryMs(
  { tries, isStep, askedMs = 0 }: Failure,
  random: number,
): number | undefined {
  const listed = WAITS_MS[tries - 1];
  if (isStep)
    return spread(Math.min(listed ?? LONGEST_FOR_STEP_MS, LONGEST_FOR_STEP_MS), askedMs, random);
  return listed === undefined ? undefined : spread(listed, askedMs, random);
}

function spread(waitMs: number, askedMs: number, random: number): number {
  const spreadMs = Math.round(waitMs * (1 - JITTER + 2 * JITTER * random));
  return Math.max(spreadMs, Math.min(askedMs, LONGEST_ASKED_MS));
}
