import { zoneNamed, type Zone } from "@fairflow/calendar";
import type { CompiledPack } from "../compile-pack.ts";
import type { ContactCase } from "../contact-case.ts";
import { permit } from "../permit.ts";
import type { Verdict } from "../verdict.ts";
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
  return {
    verdict,
    sentence: verdictWords(verdict, isRead ? contactCase : {}, zone),
    rules: spokenRules(heardOrNothing(packs, contactCase, now)),
  };
}

/** The zone whose clock the sentences read: the debtor's first, or the first of the country. */
export function zoneToTellIn(
  packs: readonly CompiledPack[],
  contactCase: ContactCase,
): Zone | undefined {
  const [pack] = packs;
  const [name] = contactCase.zones;
  if (pack === undefined) return undefined;
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
  const telling = voices.filter((voice) => voice.stance.kind === stance.kind);
  return {
    packId: first.pack.id,
    packVersion: first.pack.version,
    ruleId: first.rule.id,
    kind: first.kind,
    title: first.title,
    stance,
    facts: voices.flatMap(({ facts }) => facts),
    sentence: [...new Set(telling.map(({ sentence }) => sentence))].join(" "),
  };
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
