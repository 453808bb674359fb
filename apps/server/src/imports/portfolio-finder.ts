import { ensurePortfolio, listPortfolios, type Database, type StoredPortfolio } from "@fairflow/db";
import type { AccountRow } from "@fairflow/intake";

/** Where a currency is at home, for files that name no country. */
const HOME_OF: ReadonlyMap<string, string> = new Map([
  ["ZAR", "ZA"],
  ["GBP", "GB"],
  ["USD", "US"],
  ["AUD", "AU"],
  ["CAD", "CA"],
]);

/** The pack of a whole country; ids of `@fairflow/compliance/packs`. */
const PACK_OF: ReadonlyMap<string, string> = new Map([
  ["ZA", "za-core"],
  ["US", "us-federal-states"],
  ["GB", "gb-core"],
  ["AU", "au-core"],
]);

/** Finds the portfolio that a row belongs to, and makes it where it is new. */
export type PortfolioFinder = (row: AccountRow, now: Date) => Promise<StoredPortfolio | undefined>;

/**
 * A row names its client and portfolio by a column or a constant; one that names neither belongs to the installation's
 * only portfolio, or to one that is named after the mapping.
 *
 * @returns undefined from the finder where a new portfolio's country is not known
 */
export async function portfolioFinder(
  database: Database,
  mappingName: string,
): Promise<PortfolioFinder> {
  const known = new Map<string, StoredPortfolio>();
  const stored = await listPortfolios(database);
  for (const portfolio of stored) known.set(keyOf(portfolio.clientName, portfolio.name), portfolio);
  const [only] = stored.length === 1 ? stored : [];
  return async ({ debtor, account }, now) => {
    if (account.client === undefined && account.portfolio === undefined && only !== undefined) {
      return only;
    }
    const clientName = account.client ?? only?.clientName ?? mappingName;
    const name = account.portfolio ?? "Accounts";
    const found = known.get(keyOf(clientName, name));
    if (found !== undefined) return found;
    const jurisdiction = debtor.country ?? HOME_OF.get(account.currency);
    if (jurisdiction === undefined) return undefined;
    const made = await database.transaction((tx) =>
      ensurePortfolio(
        tx,
        {
          clientName,
          name,
          jurisdiction,
          collectorKind: account.collector ?? "first_party",
          currency: account.currency,
          languages: [debtor.language],
          zone: debtor.zone,
          packIds: packsOf(jurisdiction),
        },
        now,
      ),
    );
    known.set(keyOf(clientName, name), made);
    return made;
  };
}

function keyOf(client: string, portfolio: string): string {
  return JSON.stringify([client, portfolio]);
}

/** The law of the place. Where there is none the gate forbids every contact until an admin names a pack. */
function packsOf(country: string): readonly string[] {
  const pack = PACK_OF.get(country);
  return pack === undefined ? [] : [pack];
}
