/** What has been idle begins with so little at once that over ten thousand messages the rate is kept. */
const BURST_SECONDS = 0.25;

/** While it is busy it saves up to so much, so that a sender which was held up for a moment keeps the rate. */
const SAVED_SECONDS = 1;

/** After so many answers in a row that were no answers, a provider rests. */
const BREAK_AFTER = 10;

/** How long it rests; twice as long each time that the message which tries it fails as well. */
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 600_000;

/** Whoever tries a provider after its rest has answered by then, or somebody else tries. */
const TRYING_MS = 30_000;

/** How fast a provider may be spoken to, and whether at all. All processes share it; times are real. */
export interface Pace {
  /** What the bucket holds is counted from when it began: no rounding adds up. */
  readonly fullAtMs: number;
  readonly taken: number;
  /** Answers in a row that were none. */
  readonly failures: number;
  /** It rests until then; undefined while it answers. Afterwards one message tries. */
  readonly restsUntilMs: number | undefined;
  readonly restMs: number;
}

/** How many messages may leave now, or when to ask again. */
export type Leave =
  | { readonly kind: "may-go"; readonly count: number; readonly isTrying: boolean }
  | { readonly kind: "too-fast"; readonly waitMs: number }
  | { readonly kind: "resting"; readonly waitMs: number };

export function freshPace(nowMs: number): Pace {
  return { fullAtMs: nowMs, taken: 0, failures: 0, restsUntilMs: undefined, restMs: 0 };
}

/**
 * Takes leave for up to so many messages, which counts them as sent. Of a provider that rests none leave; after its rest one
 * does, and the others wait for what becomes of it.
 *
 * @param perSecond may be a fraction: 0.5 is one message every two seconds; undefined where nothing is limited
 */
export function takeLeave(
  pace: Pace,
  asked: {
    readonly wanted: number;
    readonly perSecond: number | undefined;
    readonly nowMs: number;
  },
): { readonly leave: Leave; readonly pace: Pace } {
  const { nowMs, perSecond } = asked;
  const { restsUntilMs } = pace;
  if (restsUntilMs !== undefined && nowMs < restsUntilMs) {
    return { leave: { kind: "resting", waitMs: restsUntilMs - nowMs }, pace };
  }
  const isTrying = restsUntilMs !== undefined;
  const wanted = isTrying ? Math.min(1, asked.wanted) : asked.wanted;
  const filled = fill(pace, perSecond, nowMs);
  const held = perSecond === undefined ? wanted : heldBy(filled, perSecond, nowMs);
  const count = Math.min(wanted, Math.floor(held));
  if (count === 0) {
    const enough = Math.min(wanted, burstOf(perSecond ?? 1));
    const waitMs = Math.ceil(((Math.max(1, enough) - held) * 1_000) / (perSecond ?? 1));
    return { leave: { kind: "too-fast", waitMs }, pace: filled };
  }
  return {
    leave: { kind: "may-go", count, isTrying },
    pace: {
      ...filled,
      taken: filled.taken + count,
      restsUntilMs: isTrying ? nowMs + TRYING_MS : undefined,
    },
  };
}

/** Of those that may go, so many did not leave after all. One that did not try leaves the trying to the next. */
export function giveBackLeave(
  pace: Pace,
  { unused, isTrying, nowMs }: { unused: number; isTrying: boolean; nowMs: number },
): Pace {
  const restsUntilMs = isTrying && unused > 0 ? nowMs : pace.restsUntilMs;
  return { ...pace, taken: Math.max(0, pace.taken - unused), restsUntilMs };
}

/**
 * What the provider's answers say of it.
 *
 * @param answers in their order; false for one that was none: too many requests, a fault of its own, or silence
 */
export function afterAnswers(
  pace: Pace,
  {
    answers,
    isTrying,
    nowMs,
  }: { readonly answers: readonly boolean[]; readonly isTrying: boolean; readonly nowMs: number },
): Pace {
  if (answers.length === 0) return pace;
  const lastGood = answers.lastIndexOf(true);
  const failures = (lastGood < 0 ? pace.failures : 0) + (answers.length - 1 - lastGood);
  if (failures === 0) return { ...pace, failures, restsUntilMs: undefined, restMs: 0 };
  if (isTrying && lastGood < 0) {
    const restMs = Math.min(pace.restMs * 2, LONGEST_REST_MS);
    return { ...pace, failures, restMs, restsUntilMs: nowMs + restMs };
  }
  const isOpen = pace.restsUntilMs !== undefined && lastGood < 0;
  if (failures < BREAK_AFTER || isOpen) {
    return { ...pace, failures, restsUntilMs: isOpen ? pace.restsUntilMs : undefined };
  }
  return { ...pace, failures, restMs: FIRST_REST_MS, restsUntilMs: nowMs + FIRST_REST_MS };
}

function burstOf(perSecond: number): number {
  return Math.max(1, perSecond * BURST_SECONDS);
}

function heldBy({ fullAtMs, taken }: Pace, perSecond: number, nowMs: number): number {
  return burstOf(perSecond) + (Math.max(0, nowMs - fullAtMs) * perSecond) / 1_000 - taken;
}

/** What nobody took for so long was idle, and begins anew. */
function fill(pace: Pace, perSecond: number | undefined, nowMs: number): Pace {
  if (perSecond === undefined) return { ...pace, fullAtMs: nowMs, taken: 0 };
  const most = Math.max(burstOf(perSecond), perSecond * SAVED_SECONDS);
  if (heldBy(pace, perSecond, nowMs) < most) return pace;
  return { ...pace, fullAtMs: Math.max(nowMs, pace.fullAtMs), taken: 0 };
}
