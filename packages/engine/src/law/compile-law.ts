import type { Zones } from "@fairflow/calendar";
import {
  compilePack,
  houseRulePack,
  type CompiledPack,
  type HolidayTables,
  type HouseRule,
  type RulePack,
  type Tables,
} from "@fairflow/compliance";
import type { Law } from "../world.ts";
import type { Composition } from "./composition.ts";
import { houseKey } from "./house-key.ts";

/** The pack id of a house rule that stands beside whatever pack its portfolio has. */
export const EVERY_PACK = "*";

/** The pack that is asked beside all others. */
export const STOP_FACTS = "stop-facts";

/** A law that names a document which the database does not have. */
export class LawIncompleteError extends Error {
  override readonly name = "LawIncompleteError";
}

/** What a composition names by digest. Each throws LawIncompleteError for what is not kept. */
export interface KeptDocuments {
  readonly pack: (digest: string) => RulePack;
  readonly holidays: (digest: string) => HolidayTables;
  readonly zones: (digest: string) => Zones;
}

/** Makes a composition ready for verdicts. @throws LawIncompleteError */
export function compileLaw(revision: number, composition: Composition, kept: KeptDocuments): Law {
  const zones = kept.zones(composition.zones.digest);
  const tables: Tables = { zones, holidays: kept.holidays(composition.holidays) };
  const packs = new Map<string, CompiledPack>();
  const housePacks = new Map<string, CompiledPack>();
  const notActive = new Set<string>();
  for (const { id, digest, activation } of composition.packs) {
    const pack = kept.pack(digest);
    const switchedOff = composition.switchedOff.flatMap((each) =>
      each.pack === id ? [each.rule] : [],
    );
    if (activation === null) notActive.add(id);
    packs.set(
      id,
      activation === null
        ? compilePack(silenced(pack), tables)
        : compilePack(pack, tables, { switchedOff }),
    );
    if (id === STOP_FACTS) continue;
    for (const [key, rules] of houseRulesBeside(id, composition.houseRules)) {
      housePacks.set(key, { ...houseRulePack(pack, rules, tables), id: `house-${key}` });
    }
  }
  const stopFacts = packs.get(STOP_FACTS);
  if (stopFacts === undefined) throw new LawIncompleteError(`Law ${revision} has no stop facts`);
  packs.delete(STOP_FACTS);
  return { revision, zones, packs, stopFacts, notActive, housePacks };
}

/** By portfolio: its own with those of all. */
function houseRulesBeside(
  packId: string,
  houseRules: readonly HouseRule[],
): readonly (readonly [string, readonly HouseRule[]])[] {
  const beside = houseRules.filter((rule) => [packId, EVERY_PACK].includes(rule.packId));
  const portfolios = new Set(beside.map(({ portfolioId }) => portfolioId));
  return [...portfolios].map((portfolio) => [
    houseKey(packId, portfolio),
    beside.filter(({ portfolioId }) => portfolioId === null || portfolioId === portfolio),
  ]);
}

/**
 * What is left of a pack that nobody has activated: it knows its calendar and the words of its states, and refuses nothing
 * for good. What it governs is deferred by the stop facts.
 */
function silenced(pack: RulePack): RulePack {
  const { minTzdata: _, ...timezone } = pack.timezone;
  return {
    ...pack,
    effective: { from: "2000-01-01" },
    timezone: {
      ...timezone,
      onUnknown: "intersection_of_country_zones",
      onConflict: "intersection",
    },
    rules: {
      holds: (pack.rules.holds ?? []).map((hold) => ({ ...hold, severity: "info" as const })),
      // What is destroyed nobody brings back: records are kept as long as a draft of the law says, too.
      retention: pack.rules.retention ?? [],
    },
  };
}
