import { newId, type Transaction } from "@fairflow/db";
import { CURRENCY, LANGUAGES, PACK_ID, ZONE_NAME } from "../demo-place.ts";
import { CLIENT_NAME, PORTFOLIO_NAME, TOLERANCE } from "../history/history-world.ts";

export interface DemoClient {
  readonly clientId: string;
  readonly portfolioId: string;
}

/** A creditor that collects its own debts, with one portfolio. */
export async function writeClient(
  { sql }: Transaction,
  of: { readonly beganAt: Date; readonly dataAsOf: Date },
): Promise<DemoClient> {
  const clientId = newId();
  const portfolioId = newId();
  await sql`insert into client (id, name, created_at) values (${clientId}, ${CLIENT_NAME}, ${of.beganAt})`;
  await sql`
    insert into portfolio (id, client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone,
      small_balance_tolerance, data_as_of, pack_ids, created_at)
    values (${portfolioId}, ${clientId}, ${PORTFOLIO_NAME}, 'ZA', 'first_party', 'Kopano', ${CURRENCY}, ${[...LANGUAGES]},
      ${ZONE_NAME}, ${TOLERANCE}, ${of.dataAsOf}, ${[PACK_ID]}, ${of.beganAt})`;
  return { clientId, portfolioId };
}
