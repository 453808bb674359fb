import type { Actor } from "@fairflow/compliance/vocabulary";
import type { Transaction } from "./connect.ts";
import { newId } from "./ids.ts";

export interface StoredPortfolio {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly zone: string;
  readonly currency: string;
  readonly collectorKind: Actor;
  readonly languages: readonly string[];
}

/** The terms of a portfolio that an import or the demo makes; people change them later. */
export interface NewPortfolio {
  readonly clientName: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly collectorKind: Actor;
  readonly currency: string;
  readonly languages: readonly string[];
  readonly zone: string;
  readonly packIds: readonly string[];
}

export async function listPortfolios(tx: Transaction): Promise<readonly StoredPortfolio[]> {
  return tx.sql<StoredPortfolio[]>`
    select p.id, p.client_id as "clientId", c.name as "clientName", p.name, p.jurisdiction, p.zone, p.currency,
      p.collector_kind as "collectorKind", p.languages
    from portfolio p join client c on c.id = p.client_id order by p.created_at, p.id`;
}

/** Makes a portfolio, and its client where that is new. Of two who make the same one at once, both get the same. */
export async function ensurePortfolio(
  tx: Transaction,
  terms: NewPortfolio,
  now: Date,
): Promise<StoredPortfolio> {
  const { clientName, name } = terms;
  await tx.sql`
    insert into client (id, name, created_at) values (${newId()}, ${clientName}, ${now}) on conflict (name) do nothing`;
  await tx.sql`
    insert into portfolio (id, client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids,
      created_at)
    select ${newId()}, c.id, ${name}::text, ${terms.jurisdiction}::text, ${terms.collectorKind}::text, c.name,
      ${terms.currency}::text, ${[...terms.languages]}::text[], ${terms.zone}::text, ${[...terms.packIds]}::text[],
      ${now}::timestamptz
    from client c where c.name = ${clientName}
    on conflict (client_id, name) do nothing`;
  const [portfolio] = await tx.sql<StoredPortfolio[]>`
    select p.id, p.client_id as "clientId", c.name as "clientName", p.name, p.jurisdiction, p.zone, p.currency,
      p.collector_kind as "collectorKind", p.languages
    from portfolio p join client c on c.id = p.client_id where c.name = ${clientName} and p.name = ${name}`;
  if (portfolio === undefined) throw new Error("The portfolio was not saved");
  return portfolio;
}

/**
 * Portfolios of which accounts came in with a file are as new as that file. One that is older than what is known changes
 * nothing.
 */
export async function noteDataAsOf(tx: Transaction, asOf: Date): Promise<void> {
  await tx.sql`
    update portfolio set data_as_of = ${asOf}
    where id in (select portfolio_id from account where data_as_of = ${asOf}::timestamptz)
      and (data_as_of is null or data_as_of < ${asOf})`;
}
