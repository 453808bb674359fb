import type { CaseState } from "../contact-case.ts";
import type { Hold } from "../rule.ts";
import type { Channel } from "../vocabulary.ts";
import { hasPassed } from "./counted-period.ts";
import type { Moment } from "./moment.ts";

/** What an opt-out that reaches all electronic or all automated contact takes along. */
const ELECTRONIC = new Set<Channel>(["sms", "whatsapp", "email", "social_dm", "portal"]);
const AUTOMATED = new Set<Channel>([...ELECTRONIC, "prerecorded_call"]);

/** Whether a state that is on, or whose end nobody has proven yet, refuses the purpose or the step. */
export function isHeld(rule: Hold, moment: Moment): boolean {
  const { purpose, step, states } = moment.contactCase;
  const mayPass = rule.allowsPurposes.includes(purpose);
  const isBlockedStep = step !== undefined && (rule.blocksSteps ?? []).includes(step);
  if (mayPass && !isBlockedStep) return false;
  return states.some((state) => {
    if (!isNamed(rule, state) || !hasBegun(state.since, moment)) return false;
    if (!reachesCase(rule, state, moment)) return false;
    if (lacksProof(rule, state, moment)) return true;
    return isOn(state, moment) && !hasRunOut(rule, state, moment);
  });
}

function isNamed(rule: Hold, { state }: CaseState): boolean {
  return typeof rule.state === "string" ? rule.state === state : rule.state.includes(state);
}

function hasBegun(since: CaseState["since"], { instant, clock }: Moment): boolean {
  if (since === undefined) return true;
  return typeof since === "string" ? clock.date >= since : instant >= since.getTime();
}

/** Whether something is not on record yet that has to be, since the state began, before contact resumes. */
function lacksProof(rule: Hold, state: CaseState, moment: Moment): boolean {
  const isProof = (day: CaseState["since"]) =>
    day !== undefined &&
    hasBegun(day, moment) &&
    (state.since === undefined ||
      firstInstantOf(day, moment) >= firstInstantOf(state.since, moment));
  return (rule.resumeRequires ?? []).some((required) => {
    if (state.evidence?.includes(required)) return false;
    return !moment.contactCase.notices.some(
      ({ noticeId, debtId, sent, delivered, served }) =>
        noticeId === required &&
        (debtId === undefined || state.debtId === undefined || debtId === state.debtId) &&
        (isProof(sent) || isProof(delivered) || isProof(served)),
    );
  });
}

/** A date begins when clocks in the zone first show it, or a later one. */
function firstInstantOf(day: NonNullable<CaseState["since"]>, { clocks, zone }: Moment): number {
  if (typeof day !== "string") return day.getTime();
  let instant = Date.parse(day) - 15 * 3_600_000;
  while (clocks(zone, instant).date < day) instant += 900_000;
  return instant;
}

export function isOn(state: CaseState, moment: Moment): boolean {
  const { until } = state;
  return hasBegun(state.since, moment) && (until === undefined || moment.instant < until.getTime());
}

export function isOfCase(state: CaseState, { contactCase }: Moment): boolean {
  const { debtId } = state;
  return debtId === undefined || contactCase.debts.some((debt) => debt.debtId === debtId);
}

function hasRunOut({ end }: Hold, { since }: CaseState, moment: Moment): boolean {
  if (end.kind === "event" || end.duration === undefined || since === undefined) return false;
  return hasPassed(end.duration, since, moment);
}

function reachesCase(rule: Hold, state: CaseState, moment: Moment): boolean {
  if (rule.scope === "consumer") return true;
  if (rule.scope === "debt") return isOfCase(state, moment);
  const { channel, addressId } = moment.contactCase;
  if (channel === undefined) return false;
  const isSameAddress =
    state.addressId === undefined || addressId === undefined || state.addressId === addressId;
  const isSameChannel = state.channel === undefined || state.channel === channel;
  if (state.state !== "opted_out" || state.channel === undefined) {
    return isSameAddress && isSameChannel;
  }
  const scopes = scopesOfOptOut(state.channel, moment);
  if (scopes.length === 0) return isSameChannel;
  return scopes.some((scope) => {
    switch (scope) {
      case "all":
        return true;
      case "all_electronic":
        return isSameChannel || ELECTRONIC.has(channel);
      case "all_automated":
        return isSameChannel || AUTOMATED.has(channel);
      case "channel":
        return isSameChannel;
      default:
        return isSameChannel && isSameAddress;
    }
  });
}

/** How far the pack lets an opt-out on a channel go. It may say so in several rules; the widest counts. */
function scopesOfOptOut(channel: Channel, { pack }: Moment): readonly string[] {
  return (pack.rules.optOuts ?? [])
    .filter(({ appliesTo }) => appliesTo?.channels?.includes(channel) ?? true)
    .map(({ scope }) => scope);
}
