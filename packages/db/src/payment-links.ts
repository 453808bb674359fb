import type { Transaction } from "./connect.ts";
import type { ALLOCATIONS, LINK_AMOUNTS } from "./schema/words.ts";

/** A pay link with what its pages need to know. */
export interface PayLink {
  readonly id: string;
  readonly debtorId: string;
  readonly accountIds: readonly string[];
  readonly amountKind: (typeof LINK_AMOUNTS)[number];
  readonly settlementPercent: number | null;
  /** Minor units. */
  readonly minimumAmount: number | null;
  readonly brand: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly currency: string;
  readonly references: readonly string[];
  readonly zone: string;
  readonly portfolioId: string;
  /** How money for several accounts is put to them. */
  readonly allocation: (typeof ALLOCATIONS)[number];
  /** BCP 47: the debtor's, then the portfolio's. */
  readonly languages: readonly string[];
  /** Why it works no more, such as `paid`. */
  readonly revokedReason: string | null;
  readonly expiresAt: Date;
  /** Nothing of the debtor is known any more. */
  readonly isErased: boolean;
}

type Found = { readonly tokenHash: Uint8Array } | { readonly id: string };

/** Wrong answers in a row before a link is closed for an hour. */
const TRIES = 5;
const CLOSED_MS = 3_600_000;

/** Undefined for a link that is unknown, revoked or over at `now`: callers answer all three alike. */
export async function findPayLink(
  tx: Transaction,
  by: Found,
  now: Date,
): Promise<PayLink | undefined> {
  return readLink(
    tx,
    by,
    tx.sql`l.revoked_at is null and l.expires_at > ${now} and d.erased_at is null`,
  );
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
      c.id as "clientId", c.name as "clientName", a.currency, d.zone, p.id as "portfolioId", p.allocation,
      array[d.language] || p.languages as languages, l.revoked_reason as "revokedReason",
      l.expires_at as "expiresAt", d.erased_at is not null as "isErased",
      array(select reference from account where id = any(l.account_ids) order by reference) as references
    from payment_link l join debtor d on d.id = l.debtor_id
    join account a on a.id = l.account_ids[1] join portfolio p on p.id = a.portfolio_id
    join client c on c.id = p.client_id
    where ${condition} and l.purpose = 'pay' and ${works}`;
  return link;
}

/**
 * Takes one of the tries that a link has within an hour, before it is known whether its answer is right: of guesses at the
 * same time, each is counted.
 *
 * @returns false where none is left
 */
export async function takeLinkTry(
  { sql }: Transaction,
  linkId: string,
  realNow: Date,
): Promise<boolean> {
  const since = new Date(realNow.getTime() - CLOSED_MS);
  const { count } = await sql`
    update payment_link set
      wrong_answers = case when wrong_since > ${since} then wrong_answers + 1 else 1 end,
      wrong_since = case when wrong_since > ${since} then wrong_since else ${realNow} end
    where id = ${linkId} and (wrong_since is null or wrong_since <= ${since} or wrong_answers < ${TRIES})`;
  return count > 0;
}

/** The answer was right: earlier wrong ones count no more. */
export async function forgetLinkTries({ sql }: Transaction, linkId: string): Promise<void> {
  await sql`update payment_link set wrong_answers = 0, wrong_since = null where id = ${linkId}`;
}
