import { upsertAccounts, type AccountInput } from "./accounts.ts";
import type { Transaction } from "./connect.ts";
import { upsertDebtors, type DebtorInput } from "./debtors.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";

/** For tests: when what they insert is made. */
export const NOW = new Date("2026-03-10T08:00:00Z");

export interface SamplePortfolio {
  readonly clientId: string;
  readonly portfolioId: string;
}

/** For tests: a client with one portfolio, in rand, with a tolerance of 1.00. */
export async function samplePortfolio(tx: Transaction): Promise<SamplePortfolio> {
  const clientId = newId();
  const portfolioId = newId();
  await tx.sql`insert into client (id, name, created_at) values (${clientId}, ${`Client ${clientId}`}, ${NOW})`;
  await tx.sql`
    insert into portfolio (id, client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone,
      small_balance_tolerance, pack_ids, created_at)
    values (${portfolioId}, ${clientId}, 'Retail', 'ZA', 'first_party', 'Retail', 'ZAR', '{en}', 'Africa/Johannesburg',
      100, '{za-core}', ${NOW})`;
  return { clientId, portfolioId };
}

export function sampleDebtor(reference: string, own: Partial<DebtorInput> = {}): DebtorInput {
  return {
    reference,
    kind: "person",
    language: "en",
    zone: "Africa/Johannesburg",
    zoneSource: "country_default",
    addresses: [],
    ...own,
  };
}

/** For tests: accounts with their debtors, each named by `own.reference`, both under the same number. */
export async function sampleAccounts(
  tx: Transaction,
  keyring: Keyring,
  { clientId, portfolioId }: SamplePortfolio,
  owns: readonly ({ readonly reference: string } & Partial<AccountInput & { debtor: string }>)[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly debtorId: string }>> {
  const debtors = [...new Set(owns.map((own) => own.debtor ?? own.reference))];
  const { ids } = await upsertDebtors(
    tx,
    keyring,
    debtors.map((reference) => sampleDebtor(reference)),
    { clientId, country: "ZA", source: "test", now: NOW },
  );
  const inputs = owns.map(({ debtor, ...own }) => ({
    kind: "invoice" as const,
    currency: "ZAR",
    debtorId: ids.get(debtor ?? own.reference) ?? "",
    ...own,
  }));
  return upsertAccounts(tx, keyring, inputs, { portfolioId, dataAsOf: NOW, now: NOW });
}
