import type { ContactCase } from "./contact-case.ts";
import type { RulePack } from "./rule-pack.ts";
import type { ZoneSource } from "./vocabulary.ts";
import { allOf, paragraph } from "./words/list-words.ts";
import { zoneWords } from "./words/date-words.ts";

/** A zone that the debtor may be in, and where that was learnt. A number that fits several zones is several. */
export interface ZoneCandidate {
  readonly zone: string;
  readonly source: ZoneSource;
}

/** What goes into a case as `zones` and `zoneSource`, and how it came about. */
export interface ZoneChoice {
  /** None: nobody knows, and the gate does what the pack says for that. Several: they conflict. */
  readonly zones: readonly string[];
  /** The most trusted source that had a say. */
  readonly source: ZoneSource | undefined;
  readonly isInConflict: boolean;
  readonly sentence: string;
}

/**
 * The zones that a debtor's local time is read in, by the trust that the pack puts in each source. Sources that it does
 * not list count for nothing.
 *
 * What the debtor said is knowledge and settles it. Everything else is inference: where an address and a number point
 * to different zones all of them count, so that the hour is right wherever the debtor is (12 CFR 1006.6(b)(1), comment 2).
 * A state or region counts only where no address lies in it, and the country only where nothing else is known.
 */
export function chooseZones(
  { timezone }: Pick<RulePack, "timezone">,
  candidates: readonly ZoneCandidate[],
): ZoneChoice {
  const trusted = timezone.resolutionOrder.flatMap((source) =>
    candidates.filter((candidate) => candidate.source === source),
  );
  const said = trusted.filter(({ source }) => source === "consumer_stated");
  const hasAddress = trusted.some(({ source }) => ADDRESS.has(source));
  const inferred = trusted.filter(
    ({ source }) => source !== "country_default" && !(hasAddress && source === "subdivision"),
  );
  const chosen = [said, inferred, trusted].find((some) => some.length > 0) ?? [];
  const zones = [...new Set(chosen.map(({ zone }) => zone))];
  const isInConflict = zones.length > 1;
  // A pack that takes the first has to get the most trusted one first; one that blocks has to see the conflict.
  const kept = timezone.onConflict === "first" ? zones.slice(0, 1) : zones;
  return {
    zones: kept,
    source: chosen[0]?.source,
    isInConflict,
    sentence: paragraph(sentencesOf(kept, chosen, isInConflict)),
  };

  function sentencesOf(
    all: readonly string[],
    from: readonly ZoneCandidate[],
    conflict: boolean,
  ): readonly (string | undefined)[] {
    if (from.length === 0) return [UNKNOWN[timezone.onUnknown]];
    const sources = allOf(from.map(({ source }) => SOURCE_WORDS[source]));
    return [
      `${allOf(all.map(zoneWords))} time, from ${sources}`,
      conflict ? CONFLICT[timezone.onConflict] : undefined,
    ];
  }
}

/**
 * The zones of a case that the pack trusts: none where they were learnt from a source that it does not list. What
 * nobody says the source of is taken as given.
 */
export function trustedZones(
  { timezone }: Pick<RulePack, "timezone">,
  { zones, zoneSource }: Pick<ContactCase, "zones" | "zoneSource">,
): readonly string[] {
  const isTrusted = zoneSource === undefined || timezone.resolutionOrder.includes(zoneSource);
  return isTrusted ? zones : NOWHERE;
}

const NOWHERE: readonly string[] = [];

const ADDRESS: ReadonlySet<ZoneSource> = new Set(["postal_code", "street_address"]);

export const SOURCE_WORDS = {
  consumer_stated: "what the debtor said",
  postal_code: "the postal code",
  street_address: "the address",
  subdivision: "the state or region",
  phone_landline_prefix: "the landline number",
  phone_mobile_prefix: "the mobile number",
  country_default: "the country",
} as const satisfies Record<ZoneSource, string>;

const UNKNOWN = {
  intersection_of_country_zones:
    "Nobody knows where the debtor is: the hours of every zone of the country have to fit",
  block: "Nobody knows where the debtor is, and the pack allows nothing until somebody does",
} as const satisfies Record<RulePack["timezone"]["onUnknown"], string>;

const CONFLICT = {
  intersection: "They differ: the hours of all of them have to fit",
  first: "They differ: the most trusted counts",
  block: "They differ, and the pack allows nothing until they agree",
} as const satisfies Record<RulePack["timezone"]["onConflict"], string>;
