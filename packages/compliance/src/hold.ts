import type { LocalDate } from "@fairflow/calendar";
import { CHANNEL_BITS, maskOf, PURPOSE_BITS, type BoundRule } from "./bound-rule.ts";
import type { CaseState, ContactCase } from "./contact-case.ts";
import { afterPeriod, instantOf } from "./duration.ts";
import type { Question } from "./question.ts";
import type { Hold, OptOut } from "./rule.ts";

export interface CompiledHold extends BoundRule<Hold> {
  readonly states: ReadonlySet<string>;
  readonly allows: number;
  readonly blocksSteps: ReadonlySet<string>;
  readonly resumeRequires: readonly string[];
}

/** The channels that an opt-out from one electronic channel may reach, by the scope that a pack gives it. */
const ELECTRONIC = maskOf(CHANNEL_BITS, ["sms", "whatsapp", "email", "social_dm", "portal"]);
const AUTOMATED = ELECTRONIC | maskOf(CHANNEL_BITS, ["prerecorded_call"]);
const EVERY_CHANNEL = -1;

export function compileHold(bound: BoundRule<Hold>): CompiledHold {
  const { state, allowsPurposes, blocksSteps = [], resumeRequires = [] } = bound.rule;
  return {
    ...bound,
    states: new Set([state].flat()),
    allows: maskOf(PURPOSE_BITS, allowsPurposes),
    blocksSteps: new Set(blocksSteps),
    resumeRequires,
  };
}

/** When none of the case's states that the hold is for refuses any more. Every purpose that it does not list is refused. */
export function holdAllows(hold: CompiledHold, question: Question): number {
  const { contactCase, applicability, at } = question;
  const blocksStep = contactCase.step !== undefined && hold.blocksSteps.has(contactCase.step);
  if ((hold.allows & applicability.purpose) !== 0 && !blocksStep) return at;
  let allowed = at;
  for (const state of contactCase.states) {
    if (!hold.states.has(state.state) || !reaches(hold, state, question)) continue;
    allowed = Math.max(allowed, stateEnds(hold, state, question));
  }
  return allowed;
}

/** Whether a state is active at the instant that is asked about. */
export function isActive(state: CaseState, question: Question): boolean {
  if (!hasBegun(state, question)) return false;
  return state.until === undefined || question.at < instantOf(state.until, question.zone);
}

export function hasBegun({ since }: CaseState, { at, zone }: Question): boolean {
  return since === undefined || instantOf(since, zone) <= at;
}

/** What the hold requires before contact resumes and neither the state's evidence nor a notice since then shows. */
export function missingToResume(
  hold: CompiledHold,
  state: CaseState,
  question: Question,
): readonly string[] {
  const { at, zone, contactCase } = question;
  const since = state.since === undefined ? Number.NEGATIVE_INFINITY : instantOf(state.since, zone);
  const isRecent = (day: Date | LocalDate | undefined) => {
    if (day === undefined) return false;
    const instant = instantOf(day, zone);
    return instant <= at && instant >= since;
  };
  return hold.resumeRequires.filter(
    (required) =>
      state.evidence?.includes(required) !== true &&
      !contactCase.notices.some(
        ({ noticeId, debtId, sent, delivered, served }) =>
          noticeId === required &&
          (debtId === undefined || state.debtId === undefined || debtId === state.debtId) &&
          [sent, delivered, served].some(isRecent),
      ),
  );
}

export function concernsCase(state: CaseState, contactCase: ContactCase): boolean {
  return (
    state.debtId === undefined || contactCase.debts.some(({ debtId }) => debtId === state.debtId)
  );
}

/** Whether the state is about the debts, the person or the way that the case is about. */
export function reaches(hold: CompiledHold, state: CaseState, question: Question): boolean {
  const { contactCase } = question;
  switch (hold.rule.scope) {
    case "consumer":
      return true;
    case "debt":
      return concernsCase(state, contactCase);
    case "channel":
      return reachesChannel(state, question);
  }
}

function reachesChannel(state: CaseState, question: Question): boolean {
  const { contactCase, applicability } = question;
  if (contactCase.channel === undefined) return false;
  const sameAddress =
    state.addressId === undefined ||
    contactCase.addressId === undefined ||
    state.addressId === contactCase.addressId;
  if (state.state !== "opted_out" || state.channel === undefined) {
    const sameChannel = state.channel === undefined || state.channel === contactCase.channel;
    return sameAddress && sameChannel;
  }
  const reach = optOutReach(state.channel, question);
  if (reach === "number_or_address") return sameAddress && state.channel === contactCase.channel;
  return (reach & applicability.channel) !== 0;
}

/** How far an opt-out on a channel goes: as the widest of the pack's rules says, and the whole channel without one. */
function optOutReach(channel: string, question: Question): number | "number_or_address" {
  const bit = CHANNEL_BITS.get(channel) ?? EVERY_CHANNEL;
  const rules = question.pack.optOuts.filter(({ channels }) => (channels & bit) !== 0);
  if (rules.length === 0) return bit;
  const wide = rules.filter(({ rule }) => rule.scope !== "number_or_address");
  if (wide.length === 0) return "number_or_address";
  return wide.reduce((reach, { rule }) => reach | channelsOf(rule.scope, bit), 0);
}

function channelsOf(scope: OptOut["scope"], bit: number): number {
  switch (scope) {
    case "number_or_address":
    case "channel":
      return bit;
    case "all_electronic":
      return bit | ELECTRONIC;
    case "all_automated":
      return bit | AUTOMATED;
    case "all":
      return EVERY_CHANNEL;
  }
}

/**
 * When the state stops refusing: `at` if it is not active, Infinity if only an event ends it. What has to be on record
 * before contact resumes is asked for after the state's end too.
 */
export function stateEnds(hold: CompiledHold, state: CaseState, question: Question): number {
  if (!hasBegun(state, question)) return question.at;
  if (hold.resumeRequires.length > 0 && missingToResume(hold, state, question).length > 0) {
    return Number.POSITIVE_INFINITY;
  }
  if (!isActive(state, question)) return question.at;
  const { kind, duration } = hold.rule.end;
  const until =
    state.until === undefined ? Number.POSITIVE_INFINITY : instantOf(state.until, question.zone);
  if (kind === "event" || duration === undefined || state.since === undefined) return until;
  return Math.min(until, afterPeriod(duration, state.since, question));
}
