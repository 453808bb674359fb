import { localTime } from "@fairflow/calendar";
import type { DebtorSummary, Role } from "@fairflow/contract";
import {
  DebtorRank,
  debtorsByReference,
  listDebtors,
  normalAddress,
  portfolioCountries,
  portfolioZones,
  readClock,
  searchDebtors,
  worstDebtors,
  type Database,
  type Keyring,
  type ListedDebtor,
} from "@fairflow/db";
import { knownZone } from "./known-zone.ts";
import { maskedName, maskedNumber, seesPeople } from "./masking.ts";
import { standingsToday, type AccountStanding } from "./standing-facts.ts";

const PAGE = 50;
/** A search that finds more is to be narrowed, not paged through. */
const FOUND = 200;

export interface DebtorPage {
  readonly debtors: DebtorSummary[];
  readonly next: string | null;
  readonly masked: boolean;
}

/** A page of debtors, those of whom most is overdue first. Whoever sees them masked finds them by the client's numbers alone. */
export async function debtorPage(
  deps: { readonly database: Database; readonly keyring: Keyring },
  asked: { readonly search: string; readonly after: DebtorRank | undefined; readonly role: Role },
): Promise<DebtorPage> {
  const { database, keyring } = deps;
  const isUnmasked = seesPeople(asked.role);
  const { now } = await readClock(database);
  const ids = asked.search === "" ? undefined : await foundDebtors(deps, asked.search, isUnmasked);
  const [zone = "UTC"] = await portfolioZones(database);
  const { date: today } = localTime(knownZone(zone), now);
  const ranked = await worstDebtors(database, { ids, after: asked.after, limit: PAGE + 1, today });
  const page = ranked.slice(0, PAGE);
  const listed = await listDebtors(database, keyring, {
    ids: page.map(({ id }) => id),
    limit: PAGE,
    now,
  });
  const byId = new Map(listed.map((debtor) => [debtor.id, debtor]));
  const shown = page.flatMap(({ id }) => byId.get(id) ?? []);
  const last = page.at(-1);
  const standings = Map.groupBy(
    await standingsToday(database, shown, { now }),
    ({ debtorId }) => debtorId,
  );
  return {
    debtors: shown.map((debtor) => summaryOf(debtor, standings.get(debtor.id) ?? [], isUnmasked)),
    next: ranked.length > PAGE && last !== undefined ? `${last.arrears}~${last.id}` : null,
    masked: !isUnmasked,
  };
}

/** The cursor of a page, read again; undefined if it is none. */
export function parseRank(cursor: string): DebtorRank | undefined {
  const [arrears = "", id = "", ...rest] = cursor.split("~");
  return rest.length > 0 || !/^-?\d{1,15}$/.test(arrears)
    ? undefined
    : DebtorRank.safeParse({ arrears, id }).data;
}

/** The debtors that a search box finds, for whoever may see people or only by reference. */
export async function foundDebtors(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  text: string,
  isUnmasked: boolean,
): Promise<readonly string[]> {
  if (!isUnmasked) return debtorsByReference(database, keyring, text);
  const countries = await portfolioCountries(database);
  const addressHmacs = [
    ...countries.map((country) => normalAddress(keyring, { kind: "phone", value: text }, country)),
    normalAddress(keyring, { kind: "email", value: text }, ""),
  ].flatMap((address) => (address === undefined ? [] : [address.hmac]));
  return searchDebtors(database, keyring, { text, addressHmacs, limit: FOUND });
}

function summaryOf(
  debtor: ListedDebtor,
  accounts: readonly AccountStanding[],
  isUnmasked: boolean,
): DebtorSummary {
  const owing = accounts.filter(({ balance }) => balance > 0);
  // Sums of one currency: that in which most is overdue.
  const currency = owing.toSorted((a, b) => b.arrears - a.arrears)[0]?.currency ?? "ZAR";
  const inCurrency = owing.filter((account) => account.currency === currency);
  return {
    id: debtor.id,
    reference: isUnmasked ? debtor.reference : maskedNumber(debtor.reference),
    name: isUnmasked ? debtor.name : maskedName(debtor.name),
    phone: debtor.phone === null || isUnmasked ? debtor.phone : maskedNumber(debtor.phone),
    language: debtor.language,
    arrears: { minor: inCurrency.reduce((sum, { arrears }) => sum + arrears, 0), currency },
    openAccounts: owing.length,
    daysPastDue: Math.max(0, ...owing.map(({ daysPastDue }) => daysPastDue)),
    holds: [...debtor.holds],
  };
}
