import type { Sql } from "./connect.ts";

export interface OldestAccount {
  readonly accountId: string;
  readonly portfolioId: string;
  readonly portfolioName: string;
  readonly clientId: string;
}

/** Of each portfolio in which a debtor has accounts the one that is overdue the longest, open ones first. */
export async function oldestAccounts(
  sql: Sql,
  debtorId: string,
): Promise<readonly OldestAccount[]> {
  return sql<OldestAccount[]>`
    select distinct on (portfolio.name, portfolio.id) account.id as "accountId", portfolio.id as "portfolioId",
      portfolio.name as "portfolioName", portfolio.client_id as "clientId"
    from account join portfolio on portfolio.id = portfolio_id
    where debtor_id = ${debtorId}
    order by portfolio.name, portfolio.id, account.status = 'open' desc, oldest_unpaid_on nulls last, account.id`;
}
