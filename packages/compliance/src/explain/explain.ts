import { zoneNamed, type Zone } from "@fairflow/calendar";
import { trustedZones } from "../choose-zones.ts";
import type { CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { permit } from "../permit.ts";
import type { Verdict } from "../verdict.ts";
import { counted } from "../words/list-words.ts";
import { verdictWords } from "../words/verdict-words.ts";
import { hearRules, type Heard } from "./hear-rules.ts";
import type { SpokenRule, Stance } from "./spoken-rule.ts";

/** A verdict with all that was heard on the way to it. */
export interface Explanation {
  readonly verdict: Verdict;
  /** The verdict in words. */
  readonly sentence: string;
  /** The rules that refuse first, then those that warn, then those that only looked. */
  readonly rules: readonly SpokenRule[];
  /**
   * What keeps a deferred attempt back once those rules no longer do, in order: the hours on the morning after a cap has
   * room again. They are not among the verdict's rules, and say nothing about `now`.
   */
  readonly later: readonly SpokenRule[];
}

/**
 * The verdict of `permit` on the same arguments, with every rule that spoke at `now` and what it looked at. Where the
 * gate could not judge there are no rules, and the sentence says why. It never throws.
 */
export function explain(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  now: Date,
): Explanation {
  const verdict = permit(packs, contactCase, now);
  // Of a case that could not be read nothing can be told.
  const isRead =
    verdict.kind !== "forbidden" || !["case-unreadable", "no-pack"].includes(verdict.reason);
  const zone = isRead ? zoneToTellIn(packs, contactCase) : undefined;
  const rules = heardAt(now);
  return {
    verdict,
    sentence: verdictWords(verdict, isRead ? contactCase : {}, zone),
    rules,
    later: verdict.kind === "deferred" ? laterRules(rules, verdict.until, heardAt) : [],
  };

  function heardAt(at: Date): readonly SpokenRule[] {
    return spokenRules(heardOrNothing(packs, contactCase, at));
  }
}

/** As `permit` searches: from the end of one refusal to the next, until nothing refuses. */
function laterRules(
  rules: readonly SpokenRule[],
  until: Date,
  heardAt: (at: Date) => readonly SpokenRule[],
): readonly SpokenRule[] {
  const later: SpokenRule[] = [];
  for (let refusing = refusals(rules); refusing.length > 0;) {
    const at = new Date(Math.max(...refusing.map(({ ends }) => ends)));
    if (at >= until) break;
    refusing = refusals(heardAt(at));
    later.push(...refusing.map(({ rule }) => rule));
  }
  return later;
}

/** The rules that refuse until an instant, each with it in ms since 1970. */
function refusals(rules: readonly SpokenRule[]) {
  return rules.flatMap((rule) =>
    rule.stance.kind === "refuses_until" ? [{ rule, ends: rule.stance.until.getTime() }] : [],
  );
}

/** ISO 3166-1 leaves it to its users; the stop facts use it for no country at all. */
const NO_COUNTRY = "ZZ";

/** The zone whose clock the sentences read: the debtor's first, or the first of the country. */
export function zoneToTellIn(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
): Zone | undefined {
  // The stop facts hold in every country and have no clock of their own.
  const pack = packs.find((one) => one.pack.jurisdiction.country !== NO_COUNTRY) ?? packs[0];
  if (pack === undefined) return undefined;
  const [name] = trustedZones(pack.pack, contactCase);
  return name === undefined ? pack.countryZones[0] : zoneNamed(pack.zones, name);
}

function heardOrNothing(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
  now: Date,
): readonly Heard[] {
  try {
    return hearRules(packs, contactCase, now.getTime());
  } catch {
    // What the rules cannot read `permit` has forbidden with its reason, and there is nothing more to tell.
    return [];
  }
}

const MAX_ZONES_TOLD = 2;

const RANKS = {
  refuses_until_event: 0,
  refuses_until: 0,
  warns: 1,
  without_fee: 2,
  allows: 3,
} as const satisfies Record<Stance["kind"], number>;

/** One entry for each rule of each pack, whatever the number of zones it was heard in. */
function spokenRules(heard: readonly Heard[]): readonly SpokenRule[] {
  const byRule = Map.groupBy(heard, ({ pack, rule }) => `${pack.id} ${rule.id}`);
  return [...byRule.values()]
    .flatMap((voices) => together(voices) ?? [])
    .toSorted((one, other) => RANKS[one.stance.kind] - RANKS[other.stance.kind]);
}

function together(voices: readonly Heard[]): SpokenRule | undefined {
  const [first] = voices;
  if (first === undefined) return undefined;
  const stance = strictest(voices.map((voice) => voice.stance));
  const telling = voices.filter((voice) => isSameStance(voice.stance, stance));
  return {
    packId: first.pack.id,
    packVersion: first.pack.version,
    ruleId: first.rule.id,
    kind: first.kind,
    title: first.title,
    stance,
    facts: voices.flatMap(({ facts }) => facts),
    sentence: inAllZones([...new Set(telling.map(({ sentence }) => sentence))], first.kind),
  };
}

/**
 * Hours are told for the clocks of two zones, of which a country may have many; of everything else the clocks of all
 * zones tell the same.
 */
function inAllZones(sentences: readonly string[], kind: SpokenRule["kind"]): string {
  if (kind !== "contactWindows") return sentences[0] ?? "";
  const others = sentences.length - MAX_ZONES_TOLD;
  const more = others > 0 ? [`The same in ${counted(others, ["other zone", "other zones"])}.`] : [];
  return [...sentences.slice(0, MAX_ZONES_TOLD), ...more].join(" ");
}

function isSameStance(one: Stance, other: Stance): boolean {
  if (one.kind !== "refuses_until" || other.kind !== "refuses_until") {
    return one.kind === other.kind;
  }
  return one.until.getTime() === other.until.getTime();
}

/** The zones must all allow: the latest refusal counts, and one without an end before all. */
function strictest(stances: readonly Stance[]): Stance {
  const rank = (stance: Stance) => {
    switch (stance.kind) {
      case "refuses_until_event":
        return Number.POSITIVE_INFINITY;
      case "refuses_until":
        return stance.until.getTime();
      case "warns":
      case "without_fee":
      case "allows":
        return -RANKS[stance.kind] - Number.MAX_SAFE_INTEGER;
    }
  };
  return stances.reduce((one, other) => (rank(other) > rank(one) ? other : one));
}
