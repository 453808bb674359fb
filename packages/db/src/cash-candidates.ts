import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import { debtorNames } from "./debtor-names.ts";
import type { Keyring } from "./encryption.ts";
import { nameWords } from "./normal-form.ts";
import { byteaText, hexOf, rowSet } from "./row-set.ts";
import type { ALLOCATIONS } from "./schema/words.ts";

/** Beyond these a name or an amount points at nobody; one more is looked for, so that this shows. */
const MAX_OF_NAME = 200;
const MAX_OF_AMOUNT = 50;
/** The latest that are compared with what comes. */
const PAYMENTS_EACH = 24;

/** All that some lines say which may point at an account. */
export interface CashPointers {
  readonly currency: string;
  /** Of our payment references. */
  readonly paymentNumbers: readonly number[];
  /** Numbers as clients write them, in normal form. */
  readonly numbers: readonly string[];
  readonly payerNames: readonly string[];
  readonly payerAccounts: readonly string[];
  /** Minor units. */
  readonly amounts: readonly number[];
  /** Whom somebody named otherwise. */
  readonly debtorIds?: readonly string[] | undefined;
}

export interface CashCandidate {
  readonly accountId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly dueDate: LocalDate | null;
  readonly balance: number;
  readonly arrears: number;
  /** What is open of promises and instalments on it. */
  readonly promised: readonly number[];
  readonly paymentNumber: number;
  readonly reference: string;
  readonly debtorReference: string | null;
  readonly debtorName: string | null;
  readonly rule: (typeof ALLOCATIONS)[number];
  /** The bank accounts of `payerAccounts` that it was paid from before. */
  readonly payerAccounts: readonly string[];
  readonly payments: readonly {
    readonly paymentId: string;
    readonly amount: number;
    readonly valueDate: LocalDate;
  }[];
}

/** The accounts that something points at, with all others of their debtors. */
export async function cashCandidates(
  tx: Transaction,
  keyring: Keyring,
  pointers: CashPointers,
): Promise<readonly CashCandidate[]> {
  const byHmac = new Map(
    pointers.payerAccounts.map((account) => [
      hexOf(keyring.lookup("bank_account", account)),
      account,
    ]),
  );
  const payers = await paidFrom(tx, [...byHmac.keys()]);
  const debtorIds = await debtorsPointedAt(tx, keyring, pointers);
  const paidBefore = payers.map(({ debtorId }) => debtorId);
  const all = [...new Set([...debtorIds, ...paidBefore, ...(pointers.debtorIds ?? [])])];
  if (all.length === 0) return [];
  const accountsBefore = Map.groupBy(payers, ({ accountId }) => accountId);
  const [accounts, names, references, payments] = await Promise.all([
    accountsOfDebtors(tx, all),
    debtorNames(tx, keyring, all),
    debtorReferences(tx, keyring, all),
    paymentsOfDebtors(tx, all),
  ]);
  const paymentsOf = Map.groupBy(payments, ({ accountId }) => accountId);
  return accounts.map((account) => ({
    ...account,
    debtorName: names.get(account.debtorId) ?? null,
    debtorReference: references.get(account.debtorId) ?? null,
    payments: paymentsOf.get(account.accountId) ?? [],
    payerAccounts: (accountsBefore.get(account.accountId) ?? []).flatMap(
      ({ hmac }) => byHmac.get(hmac) ?? [],
    ),
  }));
}

async function debtorsPointedAt(
  { sql }: Transaction,
  keyring: Keyring,
  { currency, paymentNumbers, numbers, payerNames, amounts }: CashPointers,
): Promise<readonly string[]> {
  const words = payerNames.flatMap((name, index) => {
    const all = nameWords(name);
    return all.map((word) => ({
      name: index,
      words: all.length,
      hmac: byteaText(keyring.lookup("name", word)),
    }));
  });
  const hmacs = numbers.map((number) => byteaText(keyring.lookup("reference", number)));
  const [byNumber, byReference, byName, byAmount] = await Promise.all([
    sql<{ debtorId: string }[]>`
      select debtor_id as "debtorId" from account where payment_number = any(${paymentNumbers}::bigint[])`,
    sql<{ debtorId: string }[]>`
      select debtor_id as "debtorId" from search_term
      join unnest(${hmacs}::text[]) as w (hmac) on search_term.hmac = w.hmac::bytea and kind = 'reference'`,
    sql<{ debtorId: string }[]>`
      select "debtorId" from (
        select debtor_id as "debtorId", row_number() over (partition by n.name order by debtor_id) as rank
        from jsonb_to_recordset(${rowSet(words)}::jsonb) as n (name int, words int, hmac bytea)
        join search_term t on t.hmac = n.hmac and t.kind = 'name'
        group by n.name, debtor_id having count(*) = max(n.words)
      ) as found where rank <= ${MAX_OF_NAME + 1}`,
    sql<{ debtorId: string }[]>`
      select "debtorId" from (
        select debtor_id as "debtorId", row_number() over (partition by due order by account.id) as rank
        from account cross join lateral (values (balance), (arrears)) as amount (due)
        where due = any(${amounts}::bigint[]) and currency = ${currency} and status <> 'closed'
      ) as found where rank <= ${MAX_OF_AMOUNT + 1}`,
  ]);
  return [...byNumber, ...byReference, ...byName, ...byAmount].map(({ debtorId }) => debtorId);
}

/** Which accounts were paid from a bank account before. */
async function paidFrom(
  { sql }: Transaction,
  hmacs: readonly string[],
): Promise<
  readonly { readonly hmac: string; readonly accountId: string; readonly debtorId: string }[]
> {
  if (hmacs.length === 0) return [];
  return sql<{ hmac: string; accountId: string; debtorId: string }[]>`
    select distinct encode(l.payer_account, 'hex') as hmac, a.id as "accountId", a.debtor_id as "debtorId"
    from statement_line l
    join allocation x on x.line_id = l.id and x.kind = 'account' and x.amount > 0 and x.reversed_at is null
    join account a on a.id = x.account_id
    where l.payer_account in (select decode(hmac, 'hex') from unnest(${hmacs}::text[]) as h (hmac))`;
}

type AccountRow = Omit<
  CashCandidate,
  "debtorName" | "debtorReference" | "payments" | "payerAccounts"
>;

function accountsOfDebtors({ sql }: Transaction, debtorIds: readonly string[]) {
  return sql<AccountRow[]>`
    select a.id as "accountId", a.debtor_id as "debtorId", a.currency, a.balance, a.arrears,
      coalesce(a.oldest_unpaid_on, a.due_date) as "dueDate", a.payment_number as "paymentNumber", a.reference,
      p.allocation as rule,
      array(
        select i.amount - i.paid from promise_account pa
        join promise on promise.id = pa.promise_id and promise.status = 'open'
        join promise_instalment i on i.promise_id = promise.id and i.status = 'open'
        where pa.account_id = a.id and i.amount > i.paid order by i.due_on
      ) as promised
    from account a join portfolio p on p.id = a.portfolio_id
    where a.debtor_id = any(${debtorIds}::uuid[]) and a.status <> 'closed'
    order by a.id`;
}

async function debtorReferences(
  { sql }: Transaction,
  keyring: Keyring,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ debtorId: string; reference: Uint8Array | null }[]>`
    select distinct on (debtor_id) debtor_id as "debtorId", reference from debtor_reference
    where debtor_id = any(${debtorIds}::uuid[]) and reference is not null order by debtor_id, client_id`;
  return new Map(
    rows.flatMap(({ debtorId, reference }) => {
      if (reference === null) return [];
      const place = { table: "debtor_reference", column: "reference", row: debtorId };
      return [[debtorId, keyring.decryptText(place, reference)] as const];
    }),
  );
}

/** What is left of the latest payments, the oldest of them first. */
function paymentsOfDebtors({ sql }: Transaction, debtorIds: readonly string[]) {
  return sql<{ accountId: string; paymentId: string; amount: number; valueDate: LocalDate }[]>`
    select "accountId", "paymentId", amount, "valueDate" from (
      select e.account_id as "accountId", e.payment_id as "paymentId", (-sum(e.amount))::bigint as amount,
        min(e.value_date) as "valueDate",
        row_number() over (partition by e.account_id order by min(e.value_date) desc, e.payment_id desc) as rank
      from ledger_entry e join account a on a.id = e.account_id
      where a.debtor_id = any(${debtorIds}::uuid[]) and e.payment_id is not null
      group by e.account_id, e.payment_id having sum(e.amount) < 0
    ) as paid where rank <= ${PAYMENTS_EACH} order by "valueDate", "paymentId"`;
}
