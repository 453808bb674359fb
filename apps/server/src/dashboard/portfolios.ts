import type { Transaction } from "@fairflow/db";

const HOUR_MS = 3_600_000;

export interface ListedPortfolio {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly client: string;
  readonly dataAsOf: Date | null;
  readonly maxDataAgeHours: number | null;
}

export function listPortfolios({ sql }: Transaction): Promise<readonly ListedPortfolio[]> {
  return sql<ListedPortfolio[]>`
    select portfolio.id, portfolio.name, client.id as "clientId", client.name as client, data_as_of as "dataAsOf", max_data_age_hours as "maxDataAgeHours"
    from portfolio join client on client.id = client_id order by client.name, portfolio.name`;
}

/** Whether its balances are so old that demands wait. */
export function isStale({ dataAsOf, maxDataAgeHours }: ListedPortfolio, now: Date): boolean {
  if (dataAsOf === null || maxDataAgeHours === null) return false;
  return now.getTime() - dataAsOf.getTime() > maxDataAgeHours * HOUR_MS;
}
