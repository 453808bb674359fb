import type { LocalDate } from "@fairflow/calendar";
import type { Sql } from "@fairflow/db";

/** Whose accounts a report is about. Sums of several currencies mean nothing, so it names one. */
export interface ReportScope {
  readonly currency: string;
  /** Minor units of the currency in one major unit, in digits. */
  readonly minorDigits: number;
  readonly clientId?: string | undefined;
  readonly portfolioId?: string | undefined;
  readonly product?: string | undefined;
  /** Accounts that had entered it by the last close. */
  readonly flowId?: string | undefined;
}

/** The closes between which a report looks: the end of `from`, and the end of `to`, in each portfolio's own zone. */
export interface ReportPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The accounts of a scope, as what follows `from`: `account a`, with its `portfolio p` and its `client c`, to which
 * further conditions may be added.
 */
export function accountsOf(sql: Sql, scope: ReportScope) {
  const { currency, clientId, portfolioId, product, flowId } = scope;
  return sql`account a join portfolio p on p.id = a.portfolio_id join client c on c.id = p.client_id
    where a.currency = ${currency}
      ${clientId === undefined ? sql`` : sql`and p.client_id = ${clientId}`}
      ${portfolioId === undefined ? sql`` : sql`and p.id = ${portfolioId}`}
      ${product === undefined ? sql`` : sql`and a.product = ${product}`}
      ${
        flowId === undefined
          ? sql``
          : sql`and exists (select from run r
              where r.shard = a.shard and r.debtor_id = a.debtor_id and r.flow_id = ${flowId} and r.account_id = a.id)`
      }`;
}
