import type { Rules } from "../rule-pack.ts";
import { placesAround, type Moment } from "./moment.ts";

/** The kinds of rules that decide on an attempt. */
export const DECIDING_KINDS = [
  "contactWindows",
  "frequencyCaps",
  "coolDowns",
  "holds",
  "consent",
  "stepGates",
  "timeBars",
] as const;
export type DecidingKind = (typeof DECIDING_KINDS)[number];

/** The rules of each kind that speak of a case on one local day. */
export type SpeakingRules = {
  readonly [Kind in DecidingKind]: NonNullable<Rules[Kind]>;
};
export type DecidingRule = SpeakingRules[DecidingKind][number];

/** States that end by their own event alone, whoever wants their rule switched off. */
const OWN_END: ReadonlySet<string> = new Set([
  "dispute_open",
  "dispute_written",
  "opted_out",
  "cease_all",
  "paid",
  "erased",
]);

export function speakingRules(moment: Moment): SpeakingRules {
  const { rules } = moment.pack;
  return {
    contactWindows: (rules.contactWindows ?? []).filter((rule) => speaks(rule, moment)),
    frequencyCaps: (rules.frequencyCaps ?? []).filter((rule) => speaks(rule, moment)),
    coolDowns: (rules.coolDowns ?? []).filter((rule) => speaks(rule, moment)),
    holds: (rules.holds ?? []).filter((rule) => speaks(rule, moment)),
    consent: (rules.consent ?? []).filter((rule) => speaks(rule, moment)),
    stepGates: (rules.stepGates ?? []).filter((rule) => speaks(rule, moment)),
    timeBars: (rules.timeBars ?? []).filter((rule) => speaks(rule, moment)),
  };
}

function speaks(rule: DecidingRule, moment: Moment): boolean {
  const { contactCase, clock, use } = moment;
  const today = contactCase.lawAsOf ?? clock.date;
  if (rule.effective !== undefined && today < rule.effective.from) return false;
  if (rule.effective?.to && today >= rule.effective.to) return false;
  if (use.switchedOff.includes(rule.id) && mayBeOff(rule)) return false;
  const { channels, purposes, debtTypes, subdivisions } = rule.appliesTo ?? {};
  if (channels && !(contactCase.channel && channels.includes(contactCase.channel))) return false;
  if (purposes && !purposes.includes(contactCase.purpose)) return false;
  if (debtTypes && !contactCase.debts.some((debt) => debtTypes.includes(debt.debtType ?? ""))) {
    return false;
  }
  if (subdivisions) {
    const places = placesAround(contactCase.subdivision);
    if (!subdivisions.some((place) => places.includes(place))) return false;
  }
  return bindsActor(rule, moment);
}

function bindsActor(rule: DecidingRule, { contactCase, use }: Moment): boolean {
  const { actors, recommendedForActors = [] } = rule.appliesTo ?? {};
  const isOn = (profile: "statutory" | "recommended") =>
    use.everyProfile || (contactCase.profiles ?? ["statutory", "recommended"]).includes(profile);
  if (actors === undefined || actors.includes(contactCase.actor)) return isOn(rule.profile);
  return recommendedForActors.includes(contactCase.actor) && isOn("recommended");
}

function mayBeOff(rule: DecidingRule): boolean {
  if (rule.profile === "statutory" || rule.override !== "admin_with_reason") return false;
  const states = "state" in rule ? [rule.state].flat() : [];
  return !states.some((state) => OWN_END.has(state));
}
