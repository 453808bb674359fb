import { isLocalDate, type LocalDate } from "@fairflow/calendar";
import type { Transaction } from "@fairflow/db";

/** What is on record of a debtor by which it is decided whether they may be erased: counts and days, nothing personal. */
export interface DebtorRecords {
  readonly debtorId: string;
  readonly zone: string;
  readonly createdAt: Date;
  readonly accounts: readonly RecordedAccount[];
  /** Disputes, questions and complaints without an answer. */
  readonly openCases: number;
  /** With a provider, or nobody knows whether they are. */
  readonly messagesUnderWay: number;
  readonly messagesPlanned: number;
  readonly lastContactAt: Date | null;
  readonly holds: number;
  readonly openTasks: number;
  /** Of theirs about their data. */
  readonly openRequests: number;
  readonly runsUnderWay: number;
  /** When the last thing became known of them from outside. */
  readonly lastEventAt: Date | null;
}

export interface RecordedAccount {
  readonly portfolioId: string;
  readonly debtType: string | null;
  readonly isOver: boolean;
  readonly closedAt: Date | null;
  /** Minor units; below zero the debtor is owed. */
  readonly balance: number;
  /** The last day on which money moved. */
  readonly movedOn: LocalDate | undefined;
}

/** The records of debtors in the order of their ids; those that nobody knows are left out. */
export async function debtorRecords(
  { sql }: Transaction,
  debtorIds: readonly string[],
): Promise<readonly DebtorRecords[]> {
  const [debtors, accounts] = await Promise.all([
    sql<Omit<DebtorRecords, "accounts">[]>`
      select debtor.id as "debtorId", zone, debtor.created_at as "createdAt", message.*,
        (select count(*)::int from dispute where debtor_id = debtor.id and status = 'open') as "openCases",
        (select count(*)::int from hold where debtor_id = debtor.id and ended_at is null) as holds,
        (select count(*)::int from task where debtor_id = debtor.id and status = 'open') as "openTasks",
        (select count(*)::int from data_request where debtor_id = debtor.id and closed_at is null) as "openRequests",
        (
          select count(*)::int from run
          where run.shard = debtor.shard and run.debtor_id = debtor.id and status <> 'ended'
        ) as "runsUnderWay",
        (select max(at) from event where event.debtor_id = debtor.id) as "lastEventAt"
      from debtor cross join lateral (
        select count(*) filter (where status in ('dispatching', 'in_doubt'))::int as "messagesUnderWay",
          count(*) filter (where status = 'planned')::int as "messagesPlanned",
          max(coalesce(accepted_at, attempt.created_at)) filter (
            where status not in ('planned', 'withdrawn', 'deferred', 'forbidden')
          ) as "lastContactAt"
        from attempt where attempt.shard = debtor.shard and attempt.debtor_id = debtor.id
      ) as message
      where debtor.id = any(${debtorIds}::uuid[]) order by debtor.id`,
    sql<(Omit<RecordedAccount, "movedOn"> & { debtorId: string; movedOn: string | null })[]>`
      select debtor_id as "debtorId", portfolio_id as "portfolioId", debt_type as "debtType",
        status in ('paid', 'closed') as "isOver", closed_at as "closedAt", balance,
        (select max(value_date) from ledger_entry where account_id = account.id) as "movedOn"
      from account where debtor_id = any(${debtorIds}::uuid[])`,
  ]);
  const ofDebtor = Map.groupBy(accounts, ({ debtorId }) => debtorId);
  return debtors.map((debtor) => ({
    ...debtor,
    accounts: (ofDebtor.get(debtor.debtorId) ?? []).map(({ movedOn, ...account }) => ({
      ...account,
      movedOn: movedOn !== null && isLocalDate(movedOn) ? movedOn : undefined,
    })),
  }));
}
