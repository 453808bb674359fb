import type { BusinessCalendar, Zone, Zones } from "@fairflow/calendar";
import { zoneNamed } from "@fairflow/calendar";
import { businessCalendar, type CompiledPack } from "@fairflow/compliance";
import type { PortfolioTerms } from "./debtor-facts.ts";

/** What all debtors have in common: the law by pack, and the zones. Read once by the process. */
export interface Law {
  readonly zones: Zones;
  readonly packs: ReadonlyMap<string, CompiledPack>;
  /** Asked beside the packs of the place, everywhere. */
  readonly stopFacts: CompiledPack;
}

/** The law and what was agreed with the clients: what every verdict rests on beside the facts. */
export interface Terms {
  readonly law: Law;
  readonly portfolios: ReadonlyMap<string, PortfolioTerms>;
}

/** A debtor or portfolio names what the installation does not have; its runs are parked, the others go on. */
export class UnknownReferenceError extends Error {
  override readonly name = "UnknownReferenceError";
}

/** @throws UnknownReferenceError for a zone that the table lacks */
export function zoneOf(law: Law, name: string): Zone {
  const zone = zoneNamed(law.zones, name);
  if (zone === undefined) throw new UnknownReferenceError(`There is no zone ${name}`);
  return zone;
}

/** @throws UnknownReferenceError for a portfolio that was made after the terms were read */
export function portfolioOf({ portfolios }: Terms, id: string): PortfolioTerms {
  const portfolio = portfolios.get(id);
  if (portfolio === undefined) throw new UnknownReferenceError(`There is no portfolio ${id}`);
  return portfolio;
}

/**
 * The stop facts and the packs of the accounts' portfolios: all of them must allow.
 *
 * @throws UnknownReferenceError for a pack that is not installed
 */
export function packsOf(
  terms: Terms,
  accounts: readonly { readonly portfolioId: string }[],
): readonly CompiledPack[] {
  const packs = new Set([terms.law.stopFacts]);
  for (const { portfolioId } of accounts) {
    for (const pack of placePacksOf(terms.law, portfolioOf(terms, portfolioId))) packs.add(pack);
  }
  return [...packs];
}

/** The business days of the place. */
export function calendarOf(law: Law, portfolio: PortfolioTerms): BusinessCalendar {
  const [pack] = placePacksOf(law, portfolio);
  return businessCalendar(pack ?? law.stopFacts, portfolio.subdivision ?? undefined);
}

/** A portfolio without a pack of its place has none that could allow anything. */
function placePacksOf(law: Law, { id, packIds }: PortfolioTerms): readonly CompiledPack[] {
  if (packIds.length === 0) throw new UnknownReferenceError(`Portfolio ${id} names no rule pack`);
  return packIds.map((packId) => {
    const pack = law.packs.get(packId);
    if (pack === undefined) {
      throw new UnknownReferenceError(`Portfolio ${id} names pack ${packId}, which is not there`);
    }
    return pack;
  });
}
