import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type {
  INSTALMENT_STATUSES,
  PROMISE_KINDS,
  PROMISE_STATUSES,
  SETTLEMENT_STATUSES,
} from "./schema/words.ts";

/** A promise or an arrangement with its instalments, as it stands. Amounts in minor units. */
export interface StoredAgreement {
  readonly id: string;
  readonly kind: (typeof PROMISE_KINDS)[number];
  readonly status: (typeof PROMISE_STATUSES)[number];
  readonly accountIds: readonly string[];
  readonly amount: number;
  readonly currency: string;
  readonly madeAt: Date;
  readonly madeVia: string;
  readonly author: string;
  readonly settlementId: string | null;
  readonly reages: boolean;
  readonly endedReason: string | null;
  readonly instalments: readonly {
    readonly number: number;
    readonly dueOn: string;
    readonly graceUntil: string;
    readonly amount: number;
    readonly paid: number;
    readonly status: (typeof INSTALMENT_STATUSES)[number];
  }[];
}

/** What a debtor promised and arranged, the newest first. */
export function agreementsOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly StoredAgreement[]> {
  return sql<StoredAgreement[]>`
    select id, kind, status, amount, currency, made_at as "madeAt", made_via as "madeVia", author,
      settlement_id as "settlementId", reages, ended_reason as "endedReason",
      array(select account_id from promise_account where promise_id = promise.id order by account_id) as "accountIds",
      (
        select jsonb_agg(jsonb_build_object('number', number, 'dueOn', due_on, 'graceUntil', grace_until,
          'amount', amount, 'paid', paid, 'status', status) order by number)
        from promise_instalment where promise_id = promise.id
      ) as instalments
    from promise where debtor_id = ${debtorId} order by made_at desc, id desc limit 100`;
}

export interface StoredOffer {
  readonly id: string;
  readonly accountId: string;
  readonly status: (typeof SETTLEMENT_STATUSES)[number];
  readonly amount: number;
  readonly balance: number;
  readonly currency: string;
  readonly percent: number;
  readonly expiresOn: string;
  readonly author: string;
  readonly approvedBy: string | null;
}

/** What was offered to a debtor, the newest first. */
export function settlementsOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly StoredOffer[]> {
  return sql<StoredOffer[]>`
    select id, account_id as "accountId", status, amount, balance, currency, percent, expires_on as "expiresOn", author,
      approved_by as "approvedBy"
    from settlement where debtor_id = ${debtorId} order by proposed_at desc, id desc limit 100`;
}

/** Whom a promise concerns; undefined where there is none. */
export async function debtorOfPromise(
  { sql }: Transaction,
  id: string,
): Promise<string | undefined> {
  const [row] = await sql<{ debtor_id: string }[]>`select debtor_id from promise where id = ${id}`;
  return row?.debtor_id;
}

/** Keeps what the debtor states of income and expenses, encrypted. */
export async function saveAffordability(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  { promiseId, stated }: { readonly promiseId: string; readonly stated: unknown },
): Promise<void> {
  const sealed = keyring.encrypt(affordabilityOf(promiseId), JSON.stringify(stated));
  await sql`update promise set affordability = ${sealed} where id = ${promiseId}`;
}

/** As it was stated; null where nothing was, undefined where there is no such promise. */
export async function readAffordability(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  promiseId: string,
): Promise<unknown> {
  const [row] = await sql<{ affordability: Uint8Array | null }[]>`
    select affordability from promise where id = ${promiseId}`;
  if (row === undefined) return undefined;
  if (row.affordability === null) return null;
  const stated: unknown = JSON.parse(
    keyring.decryptText(affordabilityOf(promiseId), row.affordability),
  );
  return stated;
}

function affordabilityOf(promiseId: string) {
  return { table: "promise", column: "affordability", row: promiseId } as const;
}
