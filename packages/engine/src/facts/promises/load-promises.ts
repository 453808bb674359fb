import type { LocalDate } from "@fairflow/calendar";
import type { Sql } from "@fairflow/db";
import type {
  CountedMoney,
  InstalmentStatus,
  PromiseStanding,
  PromiseTerms,
} from "./standing-of-promise.ts";

/** A promise as it stands in the tables, with the money that counts for it. */
export interface StoredPromise extends PromiseTerms {
  readonly id: string;
  readonly debtorId: string;
  readonly accountIds: readonly string[];
  readonly settlementId: string | null;
  readonly status: InstalmentStatus;
  readonly recorded: PromiseStanding["instalments"];
  readonly lastDecidesAt: Date;
  readonly money: readonly CountedMoney[];
}

type PromiseRow = Omit<StoredPromise, "instalments" | "recorded" | "money" | "lastDecidesAt">;

interface InstalmentRow {
  readonly promise_id: string;
  readonly number: number;
  readonly amount: number;
  readonly grace_until: LocalDate;
  readonly decides_at: Date;
  readonly paid: number;
  readonly status: InstalmentStatus;
}

interface MoneyRow extends CountedMoney {
  readonly promise_id: string;
}

/** Promises that are in force or were decided by what was paid; not those that wait for approval or were cancelled. */
export async function loadPromises(
  sql: Sql,
  of: { readonly accountIds: readonly string[] } | { readonly ids: readonly string[] } | "all",
): Promise<readonly StoredPromise[]> {
  const condition =
    of === "all"
      ? sql`true`
      : "ids" in of
        ? sql`promise.id = any(${of.ids}::uuid[])`
        : sql`promise.id in (select promise_id from promise_account where account_id = any(${of.accountIds}::uuid[]))`;
  const promises = await sql<PromiseRow[]>`
    select id, debtor_id as "debtorId", kind, status, tolerance, partly_percent as "partlyPercent",
      default_after_missed as "defaultAfterMissed", settlement_id as "settlementId",
      array(select account_id from promise_account where promise_id = promise.id order by account_id) as "accountIds"
    from promise
    where status not in ('proposed', 'cancelled') and ${condition}
    order by made_at, id`;
  if (promises.length === 0) return [];
  const ids = promises.map(({ id }) => id);
  const [instalments, money] = await Promise.all([loadInstalments(sql, ids), loadMoney(sql, ids)]);
  const instalmentsOf = Map.groupBy(instalments, (row) => row.promise_id);
  const moneyOf = Map.groupBy(money, (row) => row.promise_id);
  return promises.map((promise) => {
    const rows = instalmentsOf.get(promise.id) ?? [];
    return {
      ...promise,
      instalments: rows.map(({ number, amount, grace_until: graceUntil }) => ({
        number,
        amount,
        graceUntil,
      })),
      recorded: rows.map(({ number, paid, status }) => ({ number, paid, status })),
      lastDecidesAt: rows.at(-1)?.decides_at ?? new Date(0),
      money: (moneyOf.get(promise.id) ?? []).map(({ on, amount }) => ({ on, amount })),
    };
  });
}

function loadInstalments(sql: Sql, ids: readonly string[]) {
  return sql<InstalmentRow[]>`
    select promise_id, number, amount, grace_until, decides_at, paid, status
    from promise_instalment where promise_id = any(${ids}::uuid[])
    order by promise_id, number`;
}

/**
 * Payments since a promise was made, on their value dates; one that was taken back counts as if it had never come. A balance
 * that the client's feed lowers without naming a payment was paid to the client.
 */
function loadMoney(sql: Sql, ids: readonly string[]) {
  return sql<MoneyRow[]>`
    select promise_id, coalesce(original.value_date, entry.value_date) as on, -entry.amount as amount
    from promise
    join promise_account on promise_id = promise.id
    join ledger_entry as entry on entry.account_id = promise_account.account_id
    left join ledger_entry as original on original.id = entry.reverses
    where promise.id = any(${ids}::uuid[])
      and (entry.kind = 'payment' or (entry.kind = 'reversal' and original.kind = 'payment')
        or (entry.kind = 'adjustment' and entry.amount < 0 and entry.source like 'feed%'))
      and coalesce(original.value_date, entry.value_date) >= made_on
      and coalesce(original.recorded_at, entry.recorded_at) >= made_at`;
}
