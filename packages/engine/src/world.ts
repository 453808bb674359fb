import type { BusinessCalendar, Zone, Zones } from "@fairflow/calendar";
import { zoneNamed } from "@fairflow/calendar";
import { businessCalendar, type CompiledPack } from "@fairflow/compliance";
import type { PortfolioTerms } from "./debtor-facts.ts";
import { houseKey } from "./law/house-key.ts";

/** What all debtors have in common: one revision of the installation's law, made ready for verdicts. */
export interface Law {
  /** What verdicts name it by. */
  readonly revision: number;
  readonly zones: Zones;
  readonly packs: ReadonlyMap<string, CompiledPack>;
  /** Asked beside the packs of the place, everywhere. */
  readonly stopFacts: CompiledPack;
  /** Packs that nobody has activated: they refuse nothing themselves, but what they govern waits. */
  readonly notActive: ReadonlySet<string>;
  /** The house rules beside a pack, by `houseKey`. */
  readonly housePacks: ReadonlyMap<string, CompiledPack>;
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
 * The stop facts, the packs of the accounts' portfolios and the house rules beside them: all of them must allow.
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
    for (const pack of housePacksOf(terms, portfolioId)) packs.add(pack);
  }
  return [...packs];
}

/** Those of a portfolio hold those of all portfolios too. */
function housePacksOf(terms: Terms, portfolioId: string): readonly CompiledPack[] {
  const { law } = terms;
  if (law.housePacks.size === 0) return [];
  return portfolioOf(terms, portfolioId).packIds.flatMap(
    (packId) =>
      law.housePacks.get(houseKey(packId, portfolioId)) ??
      law.housePacks.get(houseKey(packId, null)) ??
      [],
  );
}

/** Whether somebody has said of every pack of these accounts that it may be acted upon. */
export function isLawActive(
  terms: Terms,
  accounts: readonly { readonly portfolioId: string }[],
): boolean {
  const { notActive } = terms.law;
  if (notActive.size === 0) return true;
  return !accounts.some(({ portfolioId }) =>
    portfolioOf(terms, portfolioId).packIds.some((id) => notActive.has(id)),
  );
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
