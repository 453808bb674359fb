import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import type { LEDGER_KINDS } from "./schema/words.ts";

/** One movement. Positive amounts are owed, negative ones reduce what is owed; minor units of the account's currency. */
export interface LedgerEntryInput {
  readonly accountId: string;
  readonly kind: (typeof LEDGER_KINDS)[number];
  readonly amount: number;
  readonly valueDate: LocalDate;
  readonly bookingDate: LocalDate;
  /** When a charge falls due; what is owed without a date is never overdue. */
  readonly dueOn?: LocalDate | undefined;
  readonly source: string;
  /** The same one from the same source is booked on an account once. */
  readonly externalId?: string | undefined;
  readonly reverses?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly feedRunId?: string | undefined;
  /** Why, in a word: what a write-off or an adjustment is booked under. */
  readonly code?: string | undefined;
}

export interface BookingContext {
  readonly recordedBy: string;
  readonly now: Date;
  /** The local date of the accounts, by which arrears are counted. */
  readonly today: LocalDate;
}

type Status = "open" | "paid" | "cured" | "closed";

/** How an account stood before and after. What it means (paid, cured, a reversal) is the caller's to say. */
export interface AccountMovement {
  readonly accountId: string;
  readonly debtorId: string;
  readonly balanceBefore: number;
  readonly balance: number;
  readonly arrearsBefore: number;
  readonly arrears: number;
  readonly statusBefore: Status;
  readonly status: Status;
}

interface Before {
  readonly account_id: string;
  readonly balance_before: number;
}

interface Booked extends Before {
  readonly booked: readonly string[];
}

export interface Booking {
  /** The ids of the new entries; those that were booked before are left out. */
  readonly entryIds: readonly string[];
  readonly movements: readonly AccountMovement[];
}

/**
 * Appends entries and brings balance, arrears, due items and status of their accounts up to date in one transaction.
 * Nothing else writes those columns. Whoever calls it holds the debtors' locks where runs may be under way.
 *
 * @throws Error (PostgreSQL 22000 and up) for an unknown account or a wrong sign: nothing is booked
 */
export async function recordLedgerEntries(
  tx: Transaction,
  entries: readonly LedgerEntryInput[],
  context: BookingContext,
): Promise<Booking> {
  if (entries.length === 0) return { entryIds: [], movements: [] };
  // In id order, so that two bookings never wait for each other.
  await tx.sql`
    select from account where id = any(${[...new Set(entries.map((entry) => entry.accountId))]}::uuid[])
    order by id for no key update`;
  const booked = await book(tx, entries, context);
  if (booked.length === 0) return { entryIds: [], movements: [] };
  await spreadPayments(
    tx,
    booked.map((row) => row.account_id),
  );
  return {
    entryIds: booked.flatMap((row) => row.booked),
    movements: await restate(tx, booked, context.today),
  };
}

/**
 * Counts anew the arrears of accounts on which something fell due since they were last counted: part of the daily close.
 *
 * @returns the accounts whose arrears or status changed
 */
export async function rollArrears(
  tx: Transaction,
  portfolioId: string,
  today: LocalDate,
): Promise<readonly AccountMovement[]> {
  const due = await tx.sql<Before[]>`
    select id as account_id, balance as balance_before
    from account where portfolio_id = ${portfolioId} and next_due_on < ${today}
    order by id for no key update`;
  return due.length === 0 ? [] : restate(tx, due, today);
}

async function book(
  tx: Transaction,
  entries: readonly LedgerEntryInput[],
  { recordedBy, now }: BookingContext,
): Promise<readonly Booked[]> {
  return tx.sql<Booked[]>`
    with booked as (
      insert into ledger_entry (account_id, kind, amount, value_date, booking_date, due_on, source, external_id,
        reverses, payment_id, feed_run_id, code, recorded_by, recorded_at)
      select *, ${recordedBy}, ${now}::timestamptz from unnest(
        ${entries.map((entry) => entry.accountId)}::uuid[],
        ${entries.map((entry) => entry.kind)}::text[], ${entries.map((entry) => entry.amount)}::bigint[],
        ${entries.map((entry) => entry.valueDate)}::date[], ${entries.map((entry) => entry.bookingDate)}::date[],
        ${entries.map((entry) => entry.dueOn ?? null)}::date[], ${entries.map((entry) => entry.source)}::text[],
        ${entries.map((entry) => entry.externalId ?? null)}::text[],
        ${entries.map((entry) => entry.reverses ?? null)}::uuid[],
        ${entries.map((entry) => entry.paymentId ?? null)}::uuid[],
        ${entries.map((entry) => entry.feedRunId ?? null)}::uuid[],
        ${entries.map((entry) => entry.code ?? null)}::text[])
      on conflict (source, external_id, account_id) where external_id is not null do nothing
      returning id, account_id, kind, amount, due_on, value_date
    ), item as (
      insert into due_item (account_id, ledger_entry_id, due_on, amount)
      select account_id, id, due_on, amount from booked where amount > 0 and kind <> 'reversal'
    ), total as (
      select account_id, sum(amount)::bigint as amount, array_agg(id) as booked,
        max(value_date) filter (where kind = 'payment') as paid_on
      from booked group by account_id
    )
    update account a set balance = a.balance + t.amount, last_payment_on = greatest(a.last_payment_on, t.paid_on)
    from total t where a.id = t.account_id
    returning a.id as account_id, old.balance as balance_before, t.booked`;
}

/**
 * Covers due items by date, undated ones last, with all that was paid: what was ever owed less what is owed now.
 * A reversal raises the balance and so uncovers the latest again.
 */
async function spreadPayments(tx: Transaction, accountIds: readonly string[]): Promise<void> {
  await tx.sql`
    with covered as (
      select i.id, i.amount,
        sum(i.amount) over (partition by i.account_id) - a.balance
          - coalesce(sum(i.amount) over (
              partition by i.account_id order by i.due_on nulls last, i.id
              rows between unbounded preceding and 1 preceding), 0) as left_over
      from due_item i join account a on a.id = i.account_id
      where i.account_id = any(${accountIds}::uuid[])
    ), spread as (
      select id, least(amount, greatest(0, left_over))::bigint as paid from covered
    )
    update due_item i
    set paid = s.paid,
      settled_on = case when s.paid = i.amount then (
        select max(e.value_date) from ledger_entry e
        where e.account_id = i.account_id and e.amount < 0) end
    from spread s where s.id = i.id and s.paid <> i.paid`;
}

async function restate(
  tx: Transaction,
  accounts: readonly Before[],
  today: LocalDate,
): Promise<readonly AccountMovement[]> {
  return tx.sql<AccountMovement[]>`
    with standing as (
      select a.id, b.balance_before, p.small_balance_tolerance as tolerance, coalesce(i.arrears, 0)::bigint as arrears, i.oldest, i.next
      from unnest(
        ${accounts.map((account) => account.account_id)}::uuid[],
        ${accounts.map((account) => account.balance_before)}::bigint[]) as b (id, balance_before)
      join account a on a.id = b.id
      join portfolio p on p.id = a.portfolio_id
      left join lateral (
        select sum(i.amount - i.paid) filter (where i.due_on < ${today}) as arrears,
          min(i.due_on) as oldest, min(i.due_on) filter (where i.due_on >= ${today}) as next
        from due_item i where i.account_id = a.id and i.paid < i.amount
      ) i on true
    )
    update account a
    set arrears = s.arrears, arrears_on = ${today}, oldest_unpaid_on = s.oldest, next_due_on = s.next,
      status = case
        when a.status = 'closed' then 'closed'
        when a.balance <= s.tolerance then 'paid'
        when s.arrears > s.tolerance then 'open'
        when a.arrears > s.tolerance then 'cured'
        when a.status = 'paid' then 'open'
        else a.status end
    from standing s where s.id = a.id
    returning a.id as "accountId", a.debtor_id as "debtorId",
      s.balance_before as "balanceBefore", a.balance, old.arrears as "arrearsBefore", a.arrears,
      old.status as "statusBefore", a.status`;
}
