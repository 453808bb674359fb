import type { Transaction } from "./connect.ts";
import type { PayTo } from "./schema/portfolio.ts";

/** What messages of a portfolio say of who collects and where to pay. */
export interface PayTerms {
  readonly id: string;
  readonly name: string;
  readonly clientName: string;
  readonly brand: string;
  readonly registration: string | null;
  readonly payTo: PayTo;
}

export async function listPayTerms(tx: Transaction): Promise<readonly PayTerms[]> {
  return tx.sql<PayTerms[]>`
    select p.id, p.name, c.name as "clientName", p.brand, p.registration, p.pay_to as "payTo"
    from portfolio p join client c on c.id = p.client_id order by lower(c.name), lower(p.name), p.id`;
}

/** @returns what was there before; undefined where there is no such portfolio */
export async function savePayTerms(
  tx: Transaction,
  terms: Pick<PayTerms, "id" | "registration" | "payTo">,
): Promise<Pick<PayTerms, "registration" | "payTo"> | undefined> {
  const [before] = await tx.sql<Pick<PayTerms, "registration" | "payTo">[]>`
    select registration, pay_to as "payTo" from portfolio where id = ${terms.id} for update`;
  if (before === undefined) return undefined;
  await tx.sql`
    update portfolio set registration = ${terms.registration}, pay_to = ${JSON.stringify(terms.payTo)}::jsonb
    where id = ${terms.id}`;
  return before;
}
