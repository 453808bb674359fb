import { matchingPortfolios, type Database } from "@fairflow/db";
import { readLiveLibrary } from "../flows/live-library.ts";
import { askAccounts } from "./ask-accounts.ts";

/** The portfolios from which a segment takes accounts now; undefined where it takes none or is gone. */
export async function portfoliosOf(
  database: Database,
  id: string,
): Promise<ReadonlySet<string> | undefined> {
  const { library, customFields: custom } = await readLiveLibrary(database);
  const segment = library.segments.get(id);
  if (segment === undefined) return undefined;
  const found = await askAccounts(
    database,
    { criteria: segment.criteria, custom },
    matchingPortfolios,
  );
  const ids = new Set(found.flat());
  return ids.size === 0 ? undefined : ids;
}
