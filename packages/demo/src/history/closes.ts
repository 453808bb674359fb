import type { LocalDate } from "@fairflow/calendar";
import type { PastClose } from "@fairflow/db";
import { iso, type Life, type LivedAccount } from "./life.ts";

/** How an account stood at the closes of days on end, between which nothing of it changed. */
export interface CloseRow extends PastClose {
  lastDay: LocalDate;
}

/** Keeps how the debtor's accounts stand at the close of a day, as the daily close would have kept it. */
export function closeDay(life: Life, day: number): void {
  for (const account of life.accounts) {
    if (account.openedMs !== null) closeAccount(life, account, life.world.days.dateOf(day));
  }
}

function closeAccount(life: Life, account: LivedAccount, day: LocalDate): void {
  const { standing } = account;
  const oldest = standing.oldestUnpaidDay;
  const stood = {
    arrears: standing.arrears,
    balance: standing.balance,
    status: standing.status,
    stage: account.stage,
    oldestUnpaidOn: oldest === null ? null : life.world.days.dateOf(oldest),
    holds: openHolds(life, account),
  };
  const before = account.lastClose;
  if (before !== null && isAlike(before, stood)) {
    before.lastDay = day;
    return;
  }
  account.lastClose = { accountId: account.id, firstDay: day, lastDay: day, ...stood };
  life.rows.closes.push(account.lastClose);
}

type Stood = Omit<CloseRow, "accountId" | "firstDay" | "lastDay">;

function isAlike(one: Stood, other: Stood): boolean {
  return (
    one.arrears === other.arrears &&
    one.balance === other.balance &&
    one.status === other.status &&
    one.stage === other.stage &&
    one.oldestUnpaidOn === other.oldestUnpaidOn &&
    one.holds.join() === other.holds.join()
  );
}

function openHolds({ nowMs }: Life, { holds }: LivedAccount): readonly string[] {
  const now = iso(nowMs);
  const open = holds.filter(
    ({ ended_at: endedAt, until }) => endedAt === null && (until === null || until > now),
  );
  return [...new Set(open.map(({ state }) => state))].toSorted();
}
