import { epochDay, type LocalDate } from "@fairflow/calendar";
import type { RuleId } from "./rule.ts";
import { Actor, Channel, Purpose, type Profile } from "./vocabulary.ts";

/** A rule with its conditions as bits and days, so that asking whether it applies costs a few comparisons. */
export interface BoundRule<Rule> {
  readonly rule: Rule;
  readonly id: RuleId;
  readonly severity: "block" | "warn" | "info";
  /** In force on epoch days from `fromDay` to before `toDay`. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly channels: number;
  readonly purposes: number;
  readonly actors: number;
  readonly recommendedActors: number;
  readonly profile: Profile;
  readonly everyProfile: boolean;
  readonly debtTypes: ReadonlySet<string> | undefined;
  readonly subdivisions: readonly string[] | undefined;
}

/** What of a case decides which rules apply to it. */
export interface Applicability {
  /** 0 where the case is a step that reaches nobody. */
  readonly channel: number;
  readonly purpose: number;
  readonly actor: number;
  readonly statutory: boolean;
  readonly recommended: boolean;
  readonly debtTypes: readonly string[];
  readonly subdivision: string | undefined;
}

interface BindableRule {
  readonly id: RuleId;
  readonly severity: "block" | "warn" | "info";
  readonly profile: Profile;
  readonly effective?:
    | { readonly from: LocalDate; readonly to?: LocalDate | null | undefined }
    | undefined;
  readonly appliesTo?:
    | {
        readonly actors?: readonly Actor[] | undefined;
        readonly debtTypes?: readonly string[] | undefined;
        readonly channels?: readonly Channel[] | undefined;
        readonly purposes?: readonly Purpose[] | undefined;
        readonly subdivisions?: readonly string[] | undefined;
        readonly recommendedForActors?: readonly Actor[] | undefined;
      }
    | undefined;
}

const ALL = -1;

/** One bit for each word of a vocabulary. A word that is not in it has none. */
export function bitsOf(words: readonly string[]): ReadonlyMap<string, number> {
  return new Map(words.map((word, index) => [word, 1 << index]));
}

export const CHANNEL_BITS = bitsOf(Channel.options);
export const PURPOSE_BITS = bitsOf(Purpose.options);
export const ACTOR_BITS = bitsOf(Actor.options);

export function maskOf(bits: ReadonlyMap<string, number>, words: readonly string[]): number {
  let mask = 0;
  for (const word of words) mask |= bits.get(word) ?? 0;
  return mask;
}

export function bindRule<Rule extends BindableRule>(
  rule: Rule,
  everyProfile: boolean,
): BoundRule<Rule> {
  const { appliesTo = {}, effective } = rule;
  return {
    rule,
    id: rule.id,
    severity: rule.severity,
    fromDay: effective ? epochDay(effective.from) : Number.NEGATIVE_INFINITY,
    toDay: effective?.to ? epochDay(effective.to) : Number.POSITIVE_INFINITY,
    channels: appliesTo.channels ? maskOf(CHANNEL_BITS, appliesTo.channels) : ALL,
    purposes: appliesTo.purposes ? maskOf(PURPOSE_BITS, appliesTo.purposes) : ALL,
    actors: appliesTo.actors ? maskOf(ACTOR_BITS, appliesTo.actors) : ALL,
    recommendedActors: maskOf(ACTOR_BITS, appliesTo.recommendedForActors ?? []),
    profile: rule.profile,
    everyProfile,
    debtTypes: appliesTo.debtTypes && new Set(appliesTo.debtTypes),
    subdivisions: appliesTo.subdivisions,
  };
}

/** Whether the rule speaks of the case at all, its dates apart. */
export function applies(rule: BoundRule<unknown>, to: Applicability): boolean {
  return (
    (rule.purposes & to.purpose) !== 0 &&
    (rule.channels === ALL || (rule.channels & to.channel) !== 0) &&
    bindsActor(rule, to) &&
    (rule.debtTypes === undefined || hasAny(rule.debtTypes, to.debtTypes)) &&
    (rule.subdivisions === undefined || isWithin(rule.subdivisions, to.subdivision))
  );
}

function bindsActor(rule: BoundRule<unknown>, to: Applicability): boolean {
  if ((rule.actors & to.actor) !== 0) {
    return rule.everyProfile || (rule.profile === "statutory" ? to.statutory : to.recommended);
  }
  // Law does not bind this actor; the pack recommends it to them.
  return (rule.recommendedActors & to.actor) !== 0 && (rule.everyProfile || to.recommended);
}

function hasAny(known: ReadonlySet<string>, words: readonly string[]): boolean {
  for (const word of words) if (known.has(word)) return true;
  return false;
}

/** A rule of a state binds in its cities too: US-NY-NYC lies within US-NY. */
function isWithin(places: readonly string[], subdivision: string | undefined): boolean {
  if (subdivision === undefined) return false;
  for (const place of places) {
    if (subdivision === place || subdivision.startsWith(`${place}-`)) return true;
  }
  return false;
}
