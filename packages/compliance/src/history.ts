import { epochDayAt, type Zone } from "@fairflow/calendar";
import { bitsOf, CHANNEL_BITS, maskOf } from "./bound-rule.ts";
import type { CaseAttempt, CaseDebt, ContactCase } from "./contact-case.ts";
import { UnreadableCaseError } from "./unreadable-case.ts";
import { Exclusion, Outcome } from "./vocabulary.ts";

const OUTCOME_BITS = bitsOf(Outcome.options);
const EXCLUSION_BITS = bitsOf(Exclusion.options);
const OUTBOUND = 1;
const INBOUND = 2;

/** The bit of an attempt without an outcome yet. Caps count it, whatever outcomes they list. */
export const PENDING = 1 << Outcome.options.length;

/** Which earlier attempts a rule counts. */
export interface Counted {
  readonly channels: number;
  readonly outcomes: number;
  readonly directions: number;
  readonly exclusions: number;
}

/** The attempts of a case as numbers, read once for all rules. */
export interface History {
  readonly attempts: readonly CaseAttempt[];
  readonly at: readonly number[];
  readonly bits: readonly Counted[];
  /** The local days that were worked out so far, by zone. Null until a rule asks for some. */
  daysByZone: Map<Zone, readonly number[]> | null;
}

/** Whom a count is about. */
export type CountScope = "debt" | "account" | "consumer" | "consumer_per_creditor" | "phone_number";

export function counted(rule: {
  readonly channels: readonly string[];
  readonly outcomes: readonly string[];
  readonly direction: "outbound" | "inbound" | "both";
  readonly exclude: readonly string[] | undefined;
}): Counted {
  return {
    channels: maskOf(CHANNEL_BITS, rule.channels),
    outcomes: maskOf(OUTCOME_BITS, rule.outcomes),
    directions: { outbound: OUTBOUND, inbound: INBOUND, both: OUTBOUND | INBOUND }[rule.direction],
    exclusions: maskOf(EXCLUSION_BITS, rule.exclude ?? []),
  };
}

/** @throws UnreadableCaseError for a word that the vocabulary lacks or an instant that is none */
export function readHistory(attempts: readonly CaseAttempt[]): History {
  return {
    attempts,
    at: attempts.map(instantOfAttempt),
    bits: attempts.map(bitsOfAttempt),
    daysByZone: null,
  };
}

/** The local day of each attempt. One before the zone table begins is too long ago to count. */
export function localDays(history: History, zone: Zone): readonly number[] {
  const known = history.daysByZone?.get(zone);
  if (known !== undefined) return known;
  const begin = zone.starts[0] ?? Number.POSITIVE_INFINITY;
  const days = history.at.map((instant) =>
    instant < begin ? Number.NEGATIVE_INFINITY : epochDayAt(zone, instant),
  );
  history.daysByZone ??= new Map();
  history.daysByZone.set(zone, days);
  return days;
}

/** Whether the rule counts the attempt at this index. */
export function counts(rule: Counted, history: History, index: number): boolean {
  const bits = history.bits[index];
  return (
    bits !== undefined &&
    (bits.channels & rule.channels) !== 0 &&
    (bits.outcomes & rule.outcomes) !== 0 &&
    (bits.directions & rule.directions) !== 0 &&
    (bits.exclusions & rule.exclusions) === 0
  );
}

/** Whether an attempt is about the debt, account or person that a rule counts by. What is unknown counts. */
export function concerns(
  scope: CountScope,
  attempt: CaseAttempt,
  about: { readonly debt: CaseDebt; readonly contactCase: ContactCase },
): boolean {
  const { debt, contactCase } = about;
  switch (scope) {
    case "consumer":
      return true;
    case "phone_number":
      return (
        attempt.addressId === undefined ||
        contactCase.addressId === undefined ||
        attempt.addressId === contactCase.addressId
      );
    case "debt":
      return attempt.debts.length === 0 || attempt.debts.some((one) => one.debtId === debt.debtId);
    case "account":
      return (
        attempt.debts.length === 0 || attempt.debts.some((one) => one.accountId === debt.accountId)
      );
    case "consumer_per_creditor":
      return (
        attempt.debts.length === 0 ||
        debt.creditorId === undefined ||
        attempt.debts.some(
          ({ creditorId }) => creditorId === undefined || creditorId === debt.creditorId,
        )
      );
  }
}

/** The debts for which a count has to be made: one is enough where it is the same for all. */
export function debtsToCount(scope: CountScope, contactCase: ContactCase): readonly CaseDebt[] {
  const { debts } = contactCase;
  if (debts.length === 1) return debts;
  return scope === "consumer" || scope === "phone_number" ? debts.slice(0, 1) : debts;
}

function instantOfAttempt({ at }: CaseAttempt): number {
  const instant = at.getTime();
  if (Number.isNaN(instant)) throw new UnreadableCaseError("an attempt without an instant");
  return instant;
}

function bitsOfAttempt(attempt: CaseAttempt): Counted {
  const channel = CHANNEL_BITS.get(attempt.channel);
  const pending = attempt.outcome === "planned" || attempt.outcome === "in_doubt";
  const outcome = pending ? PENDING : OUTCOME_BITS.get(attempt.outcome);
  if (channel === undefined || outcome === undefined) {
    throw new UnreadableCaseError("an attempt on an unknown channel or with an unknown outcome");
  }
  let exclusions = maskOf(EXCLUSION_BITS, attempt.marks ?? []);
  if (attempt.purpose === "statutory_notice" || attempt.purpose === "validation_notice") {
    exclusions |= maskOf(EXCLUSION_BITS, ["statutory_notice"]);
  }
  if (attempt.purpose === "reply_to_consumer") {
    exclusions |= maskOf(EXCLUSION_BITS, ["consumer_requested"]);
  }
  return {
    channels: channel,
    outcomes: outcome,
    directions: attempt.direction === "inbound" ? INBOUND : OUTBOUND,
    exclusions,
  };
}
