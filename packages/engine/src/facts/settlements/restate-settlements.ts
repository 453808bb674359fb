import type { LocalDate } from "@fairflow/calendar";
import { lockDebtors, recordLedgerEntries, type Sql, type Transaction } from "@fairflow/db";
import { settleByMoney } from "../money-in.ts";
import { tell, subjectOf, type FactDeps } from "../telling.ts";
import { closeSecond } from "./approve-settlement.ts";

const SOURCE = "settlement";
const AT_ONCE = 100;

interface At {
  readonly now: Date;
  readonly today: LocalDate;
}

export interface StoredSettlement {
  readonly id: string;
  readonly debtorId: string;
  readonly accountId: string;
  readonly amount: number;
  readonly writeOffCode: string;
  readonly expiresOn: LocalDate;
  readonly status: "accepted" | "settled" | "lapsed";
  /** What was paid for it by the day on which it expires, by value date, less what went back. */
  readonly paid: number;
  readonly balance: number;
  /** What was written off for it and not put back. */
  readonly writtenOff: number;
}

/**
 * Settlements that the debtor accepted, with what was paid for them. One that a person took back, or that nobody accepted, is
 * not among them.
 */
export function loadSettlements(
  sql: Sql,
  accountIds: readonly string[] | "all",
): Promise<readonly StoredSettlement[]> {
  return sql<StoredSettlement[]>`
    select settlement.id, settlement.debtor_id as "debtorId", settlement.account_id as "accountId",
      settlement.amount, write_off_code as "writeOffCode", expires_on as "expiresOn", settlement.status,
      account.balance, (
        select coalesce(-sum(entry.amount), 0)::bigint
        from ledger_entry as entry left join ledger_entry as original on original.id = entry.reverses
        where entry.account_id = settlement.account_id
          and (entry.kind = 'payment' or (entry.kind = 'reversal' and original.kind = 'payment'))
          and coalesce(original.value_date, entry.value_date) between counts_from and expires_on
          and coalesce(original.recorded_at, entry.recorded_at) >= accepted_at
      ) as paid, (
        select coalesce(-sum(entry.amount), 0)::bigint from ledger_entry as entry
        where entry.account_id = settlement.account_id and source = ${SOURCE}
          and external_id like settlement.id || ':%'
      ) as "writtenOff"
    from settlement join account on account.id = account_id
    where settlement.status in ('accepted', 'settled', 'lapsed') and accepted_at is not null
      and ${accountIds === "all" ? sql`true` : sql`account_id = any(${accountIds}::uuid[])`}
    order by settlement.id`;
}

/** What a settlement is, from what was paid alone. */
export function standingOfSettlement(
  { paid, amount, expiresOn }: StoredSettlement,
  today: LocalDate,
): StoredSettlement["status"] {
  if (paid >= amount) return "settled";
  return today > expiresOn ? "lapsed" : "accepted";
}

/**
 * Brings settlements in line with what was paid: whose money is there writes off the rest, under its code; whose day is over
 * without it lapses; and one whose money went back owes the rest again. The caller holds the debtor's lock.
 */
export async function restateSettlements(
  deps: FactDeps,
  tx: Transaction,
  accountIds: readonly string[],
  at: At,
): Promise<void> {
  for (const settlement of await loadSettlements(tx.sql, accountIds)) {
    const status = standingOfSettlement(settlement, at.today);
    if (status === settlement.status) continue;
    await tx.sql`
      update settlement set status = ${status}, decided_at = ${status === "accepted" ? null : at.now},
        decided_by = ${status === "accepted" ? null : "system"}
      where id = ${settlement.id}`;
    const { debtorId, accountId } = settlement;
    if (status === "settled") await writeOffRest(deps, tx, settlement, at);
    else if (settlement.writtenOff > 0) await putRestBack(tx, settlement, at);
    const kind = status === "settled" ? "settlement.settled" : "settlement.lapsed";
    if (status === "accepted") continue;
    const payload = { settlementId: settlement.id };
    await tell(deps, tx, { events: [{ debtorId, accountId, kind, payload }], now: at.now });
  }
}

async function writeOffRest(
  deps: FactDeps,
  tx: Transaction,
  { id, accountId, balance, writeOffCode }: StoredSettlement,
  at: At,
): Promise<void> {
  if (balance <= 0) return;
  const { movements } = await book(tx, {
    accountId,
    amount: -balance,
    cause: `${id}:${at.now.getTime()}`,
    code: writeOffCode,
    kind: "write_off",
    at,
  });
  // The runs hear what they hear of any money that settles a debt.
  await settleByMoney(deps, tx, { movements, paymentId: id, amounts: new Map(), now: at.now });
}

async function putRestBack(
  tx: Transaction,
  { id, accountId, writtenOff, writeOffCode }: StoredSettlement,
  at: At,
): Promise<void> {
  await book(tx, {
    accountId,
    amount: writtenOff,
    cause: `${id}:${at.now.getTime()}:back`,
    code: writeOffCode,
    kind: "adjustment",
    at,
  });
}

function book(
  tx: Transaction,
  of: {
    readonly accountId: string;
    readonly amount: number;
    readonly cause: string;
    readonly code: string;
    readonly kind: "write_off" | "adjustment";
    readonly at: At;
  },
) {
  const { accountId, amount, cause, code, kind, at } = of;
  const entry = {
    accountId,
    kind,
    amount,
    valueDate: at.today,
    bookingDate: at.today,
    source: SOURCE,
    externalId: cause,
    code,
  };
  return recordLedgerEntries(tx, [entry], {
    recordedBy: "system",
    now: at.now,
    today: at.today,
  });
}

/**
 * Lapses offers that nobody took up in time, and decides those that were accepted. Called by the clock loop.
 *
 * @returns how many were looked at
 */
export async function decideDueSettlements(deps: FactDeps): Promise<number> {
  const due = await deps.database.sql<{ id: string; status: string; accountId: string }[]>`
    select settlement.id, status, account_id as "accountId"
    from settlement, clock
    where status in ('proposed', 'offered', 'accepted')
      and lapses_at <= virtual_anchor + (clock_timestamp() - real_anchor) * speed
    order by lapses_at
    limit ${AT_ONCE}`;
  for (const { id, status, accountId } of due) {
    await deps.database.transaction(async (tx) => {
      const subject = await subjectOf(deps, tx, accountId);
      await lockDebtors(tx, [subject.debtorId]);
      if (status === "accepted") return restateSettlements(deps, tx, [accountId], subject);
      await tx.sql`
        update settlement set status = 'lapsed', decided_at = ${subject.now}, decided_by = 'system'
        where id = ${id} and status in ('proposed', 'offered')`;
      await closeSecond(tx, { accountId, by: "system", now: subject.now });
    });
  }
  return due.length;
}
