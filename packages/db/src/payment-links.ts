import type { Transaction } from "./connect.ts";
import type { ALLOCATIONS, LINK_AMOUNTS } from "./schema/words.ts";

/** A pay link that works: neither revoked nor over. */
export interface PayLink {
  readonly id: string;
  readonly debtorId: string;
  readonly accountIds: readonly string[];
  readonly amountKind: (typeof LINK_AMOUNTS)[number];
  readonly settlementPercent: number | null;
  /** Minor units. */
  readonly minimumAmount: number | null;
  readonly brand: string;
  readonly clientName: string;
  readonly currency: string;
  readonly references: readonly string[];
  readonly zone: string;
  readonly portfolioId: string;
  /** How money for several accounts is put to them. */
  readonly allocation: (typeof ALLOCATIONS)[number];
}

type Found = { readonly tokenHash: Uint8Array } | { readonly id: string };

/** Undefined for a link that is unknown, revoked or over at `now`: callers answer all three alike. */
export async function findPayLink(
  tx: Transaction,
  by: Found,
  now: Date,
): Promise<PayLink | undefined> {
  return readLink(tx, by, tx.sql`l.revoked_at is null and l.expires_at > ${now}`);
}

/** The link whatever became of it: money that comes through one that is over is money all the same. */
export async function anyPayLink(tx: Transaction, id: string): Promise<PayLink | undefined> {
  return readLink(tx, { id }, tx.sql`true`);
}

async function readLink(
  { sql }: Transaction,
  by: Found,
  works: ReturnType<Transaction["sql"]>,
): Promise<PayLink | undefined> {
  const condition = "id" in by ? sql`l.id = ${by.id}` : sql`l.token_hash = ${by.tokenHash}`;
  const [link] = await sql<PayLink[]>`
    select l.id, l.debtor_id as "debtorId", l.account_ids as "accountIds", l.amount_kind as "amountKind",
      l.settlement_percent as "settlementPercent", l.minimum_amount as "minimumAmount", p.brand,
      c.name as "clientName", a.currency, d.zone, p.id as "portfolioId", p.allocation,
      array(select reference from account where id = any(l.account_ids) order by reference) as references
    from payment_link l join debtor d on d.id = l.debtor_id
    join account a on a.id = l.account_ids[1] join portfolio p on p.id = a.portfolio_id
    join client c on c.id = p.client_id
    where ${condition} and l.purpose = 'pay' and ${works}`;
  return link;
}
