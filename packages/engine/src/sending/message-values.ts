import type { Sql } from "@fairflow/db";
import { paymentReference, referenceInGroups } from "@fairflow/statements";
import type { AccountLine, MergeValue, MergeValues } from "@fairflow/template";

/** What messages say of an account. */
export interface SpokenAccount {
  readonly id: string;
  readonly reference: string;
  readonly payment_number: number;
  readonly arrears: number;
  readonly balance: number;
  readonly due_date: string | null;
  /** The oldest part of what was promised or arranged that wants money; null both where nothing is. */
  readonly instalment_amount: number | null;
  readonly instalment_due_on: string | null;
  readonly currency: string;
  readonly client: string;
  readonly portfolio: string;
  readonly brand: string;
  readonly registration: string | null;
  readonly pay_to: {
    readonly bank?: string;
    readonly accountHolder?: string;
    readonly accountNumber?: string;
    readonly branchCode?: string;
    readonly tillNumber?: string;
  };
  /** The installation's own fields that are not personal. */
  readonly custom: Readonly<Record<string, unknown>>;
  /** Interest and charges exceed what the law allows: no amount of this debt is said. */
  readonly is_withheld: boolean;
  readonly languages: readonly string[];
}

export async function readSpokenAccounts(
  sql: Sql,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, SpokenAccount>> {
  const rows = await sql<SpokenAccount[]>`
    select account.id, reference, payment_number::int as payment_number, arrears, balance,
      coalesce(oldest_unpaid_on, next_due_on, due_date) as due_date, account.currency, client.name as client,
      portfolio.name as portfolio, brand, registration, pay_to, custom, charges_above <> '{}' as is_withheld, languages,
      instalment_amount, instalment_due_on
    from account
    join portfolio on portfolio.id = portfolio_id
    join client on client.id = client_id
    left join lateral (
      select part.amount - part.paid as instalment_amount, due_on as instalment_due_on
      from promise_account join promise on promise.id = promise_id
      join promise_instalment as part on part.promise_id = promise.id
      where promise_account.account_id = account.id and promise.status = 'open' and part.status <> 'kept'
        and part.paid < part.amount
      order by due_on, number limit 1
    ) as next on true
    where account.id = any(${[...accountIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The oldest debt first: of several accounts it is the one that single fields speak of. */
export function oldestFirst(accounts: readonly SpokenAccount[]): readonly SpokenAccount[] {
  const rank = ({ due_date: dueDate, id }: SpokenAccount) => `${dueDate ?? "9999"} ${id}`;
  return accounts.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** What a message may say of debts, by merge field. The first account is the one that single fields speak of. */
export function debtValues(
  accounts: readonly SpokenAccount[],
  first: SpokenAccount,
  links: { readonly payment: string | null; readonly optOut: string | null },
): MergeValues {
  const { pay_to: payTo } = first;
  const line = lineOf(first);
  return {
    ...Object.fromEntries(Object.entries(line).map(([name, value]) => [`account.${name}`, value])),
    accounts: accounts.map(lineOf),
    "account.instalment_amount": first.is_withheld ? null : first.instalment_amount,
    "account.instalment_due_on": first.instalment_due_on,
    "client.name": first.client,
    "portfolio.name": first.portfolio,
    "brand.name": first.brand,
    "brand.registration": first.registration,
    "pay.bank": payTo.bank ?? null,
    "pay.account_holder": payTo.accountHolder ?? null,
    "pay.account_number": payTo.accountNumber ?? null,
    "pay.branch_code": payTo.branchCode ?? null,
    "pay.till_number": payTo.tillNumber ?? null,
    payment_link: links.payment,
    opt_out_link: links.optOut,
    ...customValues(first.custom),
  };
}

/** What must not reach whoever may have the address instead of the debtor; they may say that nothing more is to come. */
export function nothingOfTheDebt(links: { readonly optOut: string | null }): MergeValues {
  return { accounts: [], opt_out_link: links.optOut };
}

/** A text that needs an amount which is withheld does not render, unless it has another way to say it. */
function lineOf(account: SpokenAccount): AccountLine {
  const { reference, payment_number: number, is_withheld: isWithheld } = account;
  return {
    reference,
    arrears: isWithheld ? null : account.arrears,
    balance: isWithheld ? null : account.balance,
    due_date: account.due_date,
    pay_reference: referenceInGroups(paymentReference(number)),
  };
}

function customValues(custom: SpokenAccount["custom"]): Readonly<Record<string, MergeValue>> {
  return Object.fromEntries(
    Object.entries(custom).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [[`custom.${key}`, value]]
        : [],
    ),
  );
}
