import type { Transaction } from "@fairflow/db";

/** What an account owes, item by item; amounts in minor units, days as `YYYY-MM-DD`. */
export interface StoredOwed {
  readonly reference: string;
  readonly currency: string;
  readonly balanceMinor: number;
  readonly oldestUnpaidOn: string | null;
  /** The next day that something is due, or the one that the client names. */
  readonly dueOn: string | null;
  readonly isWithheld: boolean;
  /** Unpaid, the oldest first. */
  readonly items: readonly { readonly dueOn: string; readonly unpaidMinor: number }[];
}

/** By account, of all that these debtors have and that are not closed. */
export async function readOwed(
  { sql }: Transaction,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, StoredOwed>> {
  const [accounts, items] = await Promise.all([
    sql<(Omit<StoredOwed, "items"> & { readonly id: string })[]>`
      select id, reference, currency, balance as "balanceMinor", oldest_unpaid_on as "oldestUnpaidOn",
        coalesce(next_due_on, due_date) as "dueOn", charges_above <> '{}' as "isWithheld"
      from account where debtor_id = any(${debtorIds}::uuid[]) and status <> 'closed'`,
    sql<{ accountId: string; dueOn: string; unpaidMinor: number }[]>`
      select account_id as "accountId", due_on as "dueOn", amount - paid as "unpaidMinor"
      from due_item join account on account.id = account_id
      where account.debtor_id = any(${debtorIds}::uuid[]) and amount > paid
        and due_on is not null
      order by due_on, due_item.id`,
  ]);
  const itemsOf = Map.groupBy(items, ({ accountId }) => accountId);
  return new Map(
    accounts.map(({ id, ...account }) => [
      id,
      {
        ...account,
        items: (itemsOf.get(id) ?? []).map(({ dueOn, unpaidMinor }) => ({ dueOn, unpaidMinor })),
      },
    ]),
  );
}
