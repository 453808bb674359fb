import type { Database } from "@fairflow/db";

/** What reports can be asked about. */
export interface ReportChoices {
  /** The most used first. */
  readonly currencies: readonly string[];
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  readonly portfolios: readonly {
    readonly id: string;
    readonly name: string;
    readonly clientId: string;
  }[];
  readonly products: readonly string[];
  readonly flows: readonly { readonly id: string; readonly name: string }[];
}

const MOST_PRODUCTS = 200;

/** @param clientId where somebody of a client asks: then of that client alone, and no flows */
export async function readReportChoices(
  { sql }: Pick<Database, "sql">,
  clientId?: string,
): Promise<ReportChoices> {
  const own = clientId === undefined ? sql`` : sql`and p.client_id = ${clientId}`;
  const [currencies, clients, portfolios, products, flows] = await Promise.all([
    sql<{ currency: string }[]>`
      select a.currency from account a join portfolio p on p.id = a.portfolio_id where true ${own}
      group by 1 order by count(*) desc, 1`,
    sql<{ id: string; name: string }[]>`
      select c.id, c.name from client c
      where exists (select from portfolio p where p.client_id = c.id ${own}) order by c.name`,
    sql<{ id: string; name: string; clientId: string }[]>`
      select p.id, p.name, p.client_id as "clientId" from portfolio p where true ${own} order by p.name`,
    sql<{ product: string }[]>`
      select distinct a.product from account a join portfolio p on p.id = a.portfolio_id
      where a.product is not null ${own} order by 1 limit ${MOST_PRODUCTS}`,
    clientId === undefined
      ? sql<{ id: string; name: string }[]>`
          select id, name from flow where exists (select from flow_version v where v.flow_id = flow.id) order by name`
      : [],
  ]);
  return {
    currencies: currencies.map(({ currency }) => currency),
    clients: [...clients],
    portfolios: [...portfolios],
    products: products.map(({ product }) => product),
    flows: [...flows],
  };
}
