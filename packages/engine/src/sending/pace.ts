/** Nobody claims messages while slots are taken for longer than this from now: verdicts do not keep. */
const CLAIM_WITHIN_MS = 400;

/** How much of a second is claimed at a time: little, so that those who claim at the same time all find slots. */
const BLOCK_SECONDS = 0.2;

/** A slot is taken only so far ahead: what would leave later goes back, and is judged again. */
const SLOTS_WITHIN_MS = 1_600;

/** After so many answers in a row that were no answers, a provider rests. */
const BREAK_AFTER = 10;

/** How long it rests; twice as long each time that the message which tries it fails as well. */
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 600_000;

/** Whoever tries a provider after its rest has answered by then, or somebody else tries. */
const TRYING_MS = 30_000;

/** How fast a provider may be spoken to, and whether at all. All processes share it; times are real. */
export interface Pace {
  /** Slots stand in a row from here, as far apart as the rate says, and so many are taken: no rounding adds up. */
  readonly fullAtMs: number;
  readonly taken: number;
  /** Answers in a row that were none. */
  readonly failures: number;
  /** It rests until then; undefined while it answers. Afterwards one message tries. */
  readonly restsUntilMs: number | undefined;
  readonly restMs: number;
}

/** How many messages may be claimed now, or when to ask again. */
export type Leave =
  | { readonly kind: "may-go"; readonly count: number; readonly isTrying: boolean }
  | { readonly kind: "too-fast"; readonly waitMs: number }
  | { readonly kind: "resting"; readonly waitMs: number };

export function freshPace(nowMs: number): Pace {
  return { fullAtMs: nowMs, taken: 0, failures: 0, restsUntilMs: undefined, restMs: 0 };
}

/**
 * Takes leave to claim up to so many messages. Of a provider that rests none leave; after its rest one does, and the others
 * wait for what becomes of it.
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
  const aheadMs = perSecond === undefined ? 0 : nextSlotMs(pace, perSecond, nowMs) - nowMs;
  if (aheadMs > CLAIM_WITHIN_MS) {
    return { leave: { kind: "too-fast", waitMs: Math.ceil(aheadMs - CLAIM_WITHIN_MS) }, pace };
  }
  const count = isTrying ? 1 : Math.min(asked.wanted, blockOf(perSecond));
  return {
    leave: { kind: "may-go", count, isTrying },
    pace: isTrying ? { ...pace, restsUntilMs: nowMs + TRYING_MS } : pace,
  };
}

/** When messages may leave: the first so long from now, each next one so long after the one before. */
export interface Slots {
  readonly count: number;
  readonly firstMs: number;
  readonly everyMs: number;
}

/**
 * Takes the next slots, one for each message that is ready to leave. A slot that nobody takes before its time is lost: what
 * was made up for later would leave faster than the account allows.
 */
export function takeSlots(
  pace: Pace,
  { count, perSecond, nowMs }: { count: number; perSecond: number; nowMs: number },
): { readonly slots: Slots; readonly pace: Pace } {
  const everyMs = 1_000 / perSecond;
  const nextMs = nextSlotMs(pace, perSecond, nowMs);
  const fitting = Math.floor((nowMs + SLOTS_WITHIN_MS - nextMs) / everyMs) + 1;
  const taken = Math.max(0, Math.min(count, fitting));
  const row = nextMs > nowMs ? pace : { ...pace, fullAtMs: nowMs, taken: 0 };
  return {
    slots: { count: taken, firstMs: nextMs - nowMs, everyMs },
    pace: { ...row, taken: row.taken + taken },
  };
}

/** Whoever was to try a provider did not: the next one tries. */
export function giveBackTrying(pace: Pace, nowMs: number): Pace {
  return { ...pace, restsUntilMs: nowMs };
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

function blockOf(perSecond: number | undefined): number {
  return perSecond === undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(1, Math.floor(perSecond * BLOCK_SECONDS));
}

/** Never before now. */
function nextSlotMs({ fullAtMs, taken }: Pace, perSecond: number, nowMs: number): number {
  const everyMs = 1_000 / perSecond;
  const nextMs = fullAtMs + taken * everyMs;
  // Nobody takes slots so far ahead: the rate was another, or the clock has gone back.
  const isOfAnotherTime = nextMs > nowMs + SLOTS_WITHIN_MS + everyMs;
  return isOfAnotherTime ? nowMs : Math.max(nowMs, nextMs);
}
