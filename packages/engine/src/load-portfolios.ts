import type { Sql } from "@fairflow/db";
import type { PortfolioTerms } from "./debtor-facts.ts";

/** Every portfolio's terms: there are few, and a tick reads them once. */
export async function loadPortfolios(sql: Sql): Promise<ReadonlyMap<string, PortfolioTerms>> {
  const rows = await sql<PortfolioRow[]>`
    select portfolio.id, portfolio.name, client_id, client.name as client_name, collector_kind, debt_type, brand,
      languages, subdivision, small_balance_tolerance, max_data_age_hours, data_as_of, pack_ids
    from portfolio join client on client.id = client_id`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        clientId: row.client_id,
        clientName: row.client_name,
        collectorKind: row.collector_kind,
        debtType: row.debt_type,
        brand: row.brand,
        languages: row.languages,
        subdivision: row.subdivision,
        smallBalanceTolerance: row.small_balance_tolerance,
        maxDataAgeHours: row.max_data_age_hours,
        dataAsOfMs: row.data_as_of?.getTime() ?? null,
        packIds: row.pack_ids,
      },
    ]),
  );
}

interface PortfolioRow {
  readonly id: string;
  readonly name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly collector_kind: string;
  readonly debt_type: string | null;
  readonly brand: string;
  readonly languages: readonly string[];
  readonly subdivision: string | null;
  readonly small_balance_tolerance: number;
  readonly max_data_age_hours: number | null;
  readonly data_as_of: Date | null;
  readonly pack_ids: readonly string[];
}
