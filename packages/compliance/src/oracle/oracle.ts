import type { ContactCase } from "../contact-case.ts";
import type { RulePack } from "../rule-pack.ts";
import { capSays } from "./caps.ts";
import { lacksConsent } from "./consents.ts";
import { isHeld } from "./holds.ts";
import { UnknownDayError, type Moment, type PackInUse, type World } from "./moment.ts";
import { isResting } from "./rests.ts";
import { speakingRules, type SpeakingRules } from "./speaking-rules.ts";
import { isBarred } from "./step-gates.ts";
import { isTooOld, statesByAge } from "./time-bars.ts";
import { MINUTE_MS } from "./wall-clock.ts";
import { isShut } from "./windows.ts";

/**
 * A second reading of the packs, for tests. It goes from minute to minute and asks each rule in turn, as the rule's text
 * says and without a thought for speed. It shares no code with the gate but the types of what both are given, and takes
 * its time from Intl, so that the two agree only if both are right.
 */
export type OracleAnswer =
  | { readonly kind: "cannot judge"; readonly reason: string }
  | {
      readonly kind: "judged";
      /** The rules that refuse at the instant asked about. */
      readonly rules: readonly string[];
      readonly warnings: readonly string[];
      readonly withoutFee: readonly string[];
      /** The first instant at which none does, or `undefined` where there is none before the horizon. */
      readonly allowedAt: number | undefined;
      /** Whether a day was asked about that no holiday table knows yet. */
      readonly leftTheTables: boolean;
    };

/** What rules other than hours rest on changes at midnights, which all fall on a quarter of an hour, and at these. */
export type TurningPoints = readonly number[];

interface Place {
  readonly use: PackInUse;
  readonly zone: string;
}

export function askOracle(
  world: World,
  proposed: number,
  until: { readonly horizon: number; readonly turningPoints: TurningPoints },
): OracleAnswer {
  const places = placesOf(world);
  if (typeof places === "string") return { kind: "cannot judge", reason: places };
  const speaking = speakingByDay();
  const walk = { world, places, speaking };
  try {
    const atFirst = lookAt(walk, proposed);
    if (atFirst === "not in force") return { kind: "cannot judge", reason: "pack-not-in-force" };
    const found = { kind: "judged" as const, ...atFirst, leftTheTables: false };
    if (atFirst.rules.length === 0) return { ...found, allowedAt: proposed };
    try {
      return { ...found, allowedAt: firstAllowed(walk, proposed, until) };
    } catch (error) {
      if (!(error instanceof UnknownDayError)) throw error;
      return { ...found, allowedAt: undefined, leftTheTables: true };
    }
  } catch (error) {
    if (!(error instanceof UnknownDayError)) throw error;
    return { kind: "cannot judge", reason: "dates-not-covered" };
  }
}

interface Walk {
  readonly world: World;
  readonly places: readonly Place[];
  readonly speaking: (moment: Moment) => SpeakingRules;
}

function firstAllowed(
  walk: Walk,
  proposed: number,
  { horizon, turningPoints }: { readonly horizon: number; readonly turningPoints: TurningPoints },
): number | undefined {
  const points = turningPoints.toSorted((one, other) => one - other);
  let at = proposed;
  let refusal: Refusal | undefined;
  while (at <= horizon) {
    const found = firstRefusal(walk, at, refusal);
    if (found === "none") return at;
    if (found === "not in force") return undefined;
    refusal = found;
    const grid = found.kind === "hours" ? MINUTE_MS : 15 * MINUTE_MS;
    const tick = (Math.floor(at / grid) + 1) * grid;
    const before = at;
    at = Math.min(tick, points.find((point) => point > before) ?? tick);
  }
  return undefined;
}

/** All that the rules say at one instant. */
function lookAt(walk: Walk, instant: number) {
  const rules = new Set<string>();
  const warnings = new Set<string>();
  const withoutFee = new Set<string>();
  for (const place of walk.places) {
    const moment = momentAt(walk.world, place, instant);
    if (!isInForce(moment.pack, moment)) return "not in force" as const;
    const speaking = walk.speaking(moment);
    const hears = moment.contactCase.channel !== undefined;
    const say = (rule: { id: string; severity: string }) => {
      if (rule.severity === "block") rules.add(rule.id);
      if (rule.severity === "warn") warnings.add(rule.id);
    };
    const aged = byAge(moment, speaking);
    speaking.holds.filter((rule) => isHeld(rule, aged.forHolds)).forEach(say);
    speaking.stepGates.filter((rule) => isBarred(rule, aged.forGates)).forEach(say);
    speaking.timeBars.filter((rule) => isTooOld(rule, moment)).forEach(say);
    if (!hears) continue;
    speaking.contactWindows.filter((rule) => isShut(rule, moment)).forEach(say);
    speaking.coolDowns.filter((rule) => isResting(rule, moment)).forEach(say);
    // Whether there is a consent nobody has looked up yet: no more than a warning.
    if (moment.contactCase.consents === undefined) {
      for (const { id } of speaking.consent) warnings.add(id);
    } else speaking.consent.filter((rule) => lacksConsent(rule, moment)).forEach(say);
    for (const cap of speaking.frequencyCaps) {
      const said = capSays(cap, moment);
      if (said === "block") rules.add(cap.id);
      if (said === "warn") warnings.add(cap.id);
      if (said === "no_fee") withoutFee.add(cap.id);
    }
  }
  return { rules: [...rules], warnings: [...warnings], withoutFee: [...withoutFee] };
}

/** A rule that refused, and where: mostly it does so at the next instant too. */
interface Refusal {
  readonly place: Place;
  readonly kind: "hours" | "other";
  readonly stillRefuses: (moment: Moment, speaking: SpeakingRules) => boolean;
}

/** What refuses at an instant; hours only where nothing else does, since they change by the minute. */
function firstRefusal(
  walk: Walk,
  instant: number,
  before: Refusal | undefined,
): "none" | "not in force" | Refusal {
  if (before !== undefined) {
    const moment = momentAt(walk.world, before.place, instant);
    if (isInForce(moment.pack, moment) && before.stillRefuses(moment, walk.speaking(moment))) {
      return before;
    }
  }
  let hours: Refusal | undefined;
  for (const place of walk.places) {
    const moment = momentAt(walk.world, place, instant);
    if (!isInForce(moment.pack, moment)) return "not in force";
    const speaking = walk.speaking(moment);
    const other = OTHERS.find((refuses) => refuses(moment, speaking));
    if (other !== undefined) return { place, kind: "other", stillRefuses: other };
    if (isOutsideHours(moment, speaking)) {
      hours ??= { place, kind: "hours", stillRefuses: isOutsideHours };
    }
  }
  return hours ?? "none";
}

const isBlock = ({ severity }: { readonly severity: string }) => severity === "block";

function isOutsideHours(moment: Moment, { contactWindows }: SpeakingRules): boolean {
  if (moment.contactCase.channel === undefined) return false;
  return contactWindows.some((rule) => isBlock(rule) && isShut(rule, moment));
}

/** The kinds of rules whose answer changes at midnights and turning points only. */
const OTHERS: readonly Refusal["stillRefuses"][] = [
  (moment, speaking) => {
    const { forHolds } = byAge(moment, speaking);
    return speaking.holds.some((rule) => isBlock(rule) && isHeld(rule, forHolds));
  },
  (moment, speaking) => {
    if (speaking.stepGates.length === 0) return false;
    const { forGates } = byAge(moment, speaking);
    return speaking.stepGates.some((rule) => isBlock(rule) && isBarred(rule, forGates));
  },
  (moment, { timeBars }) => timeBars.some((rule) => isBlock(rule) && isTooOld(rule, moment)),
  (moment, { consent }) => {
    const { channel, consents } = moment.contactCase;
    if (channel === undefined || consents === undefined) return false;
    return consent.some((rule) => isBlock(rule) && lacksConsent(rule, moment));
  },
  (moment, { frequencyCaps }) =>
    moment.contactCase.channel !== undefined &&
    frequencyCaps.some((rule) => capSays(rule, moment) === "block"),
  (moment, { coolDowns }) =>
    moment.contactCase.channel !== undefined &&
    coolDowns.some((rule) => isBlock(rule) && isResting(rule, moment)),
];

/** The moment with the states that debts are in by their age. */
function byAge(moment: Moment, { timeBars }: SpeakingRules) {
  const { contactCase } = moment;
  if (timeBars.length === 0) return { forHolds: moment, forGates: moment };
  const { holds, gates } = statesByAge(timeBars, moment);
  if (gates.length === 0) return { forHolds: moment, forGates: moment };
  const inStates = (states: typeof gates): Moment => ({
    ...moment,
    contactCase: { ...contactCase, states: [...contactCase.states, ...states] },
  });
  return { forHolds: inStates(holds), forGates: inStates(gates) };
}

function momentAt(world: World, { use, zone }: Place, instant: number): Moment {
  return { ...world, use, pack: use.pack, zone, instant, clock: world.clocks(zone, instant) };
}

function isInForce({ effective }: RulePack, { contactCase, clock }: Moment): boolean {
  const today = contactCase.lawAsOf ?? clock.date;
  return today >= effective.from && !(effective.to && today >= effective.to);
}

/** Each pack in each zone in which it wants an attempt to be allowed. */
function placesOf({ packs, contactCase }: World): readonly Place[] | string {
  const places: Place[] = [];
  for (const use of packs) {
    const zones = zonesFor(use.pack, contactCase);
    if (typeof zones === "string") return zones;
    for (const zone of zones) places.push({ use, zone });
  }
  return places;
}

function zonesFor({ timezone }: RulePack, contactCase: ContactCase): readonly string[] | string {
  const zones = [...new Set(contactCase.zones)];
  const { zoneSource: learntFrom } = contactCase;
  const isHearsay = learntFrom && timezone.resolutionOrder.indexOf(learntFrom) < 0;
  if (zones.length === 0 || isHearsay) {
    const ofCountry = timezone.countryZones ?? [];
    return timezone.onUnknown === "block" || ofCountry.length === 0 ? "zone-unknown" : ofCountry;
  }
  if (zones.length === 1 || timezone.onConflict === "intersection") return zones;
  return timezone.onConflict === "first" ? zones.slice(0, 1) : "zones-conflict";
}

/** Which rules speak is the same all through a local day. */
function speakingByDay(): (moment: Moment) => SpeakingRules {
  const known = new Map<PackInUse, Map<string, SpeakingRules>>();
  return (moment) => {
    const days = known.get(moment.use) ?? new Map<string, SpeakingRules>();
    known.set(moment.use, days);
    const before = days.get(moment.clock.date);
    if (before !== undefined) return before;
    const speaking = speakingRules(moment);
    days.set(moment.clock.date, speaking);
    return speaking;
  };
}
