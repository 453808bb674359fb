import { addDays, type LocalDate } from "@fairflow/calendar";
import type { LedgerEntryInput, SavedAccount } from "@fairflow/db";
import type { AccountRow } from "@fairflow/intake";

export interface FeedDay {
  readonly today: LocalDate;
  /** Undefined where no file brought it. */
  readonly feedRunId: string | undefined;
  /** What brought it: told twice under one name, it is booked once. */
  readonly batch: string;
  readonly source: string;
}

/**
 * What a feed says of an account's balance, as entries of the ledger: an account that is new opens with what it owes; of
 * one that is known the difference is booked as an adjustment, since the feed has no line of payments.
 */
export function balanceEntries(
  { account }: AccountRow,
  saved: SavedAccount,
  day: FeedDay,
): readonly LedgerEntryInput[] {
  const isNew = saved.outcome === "created";
  const difference = account.balanceMinor - saved.balance;
  if (difference === 0) return [];
  const base = {
    accountId: saved.id,
    valueDate: day.today,
    bookingDate: day.today,
    source: day.source,
    feedRunId: day.feedRunId,
  };
  if (!isNew) {
    const dueOn = difference > 0 ? dueDateOf(account, day.today) : undefined;
    return [
      {
        ...base,
        kind: "adjustment",
        amount: difference,
        dueOn,
        externalId: `${day.batch} adjusted`,
      },
    ];
  }
  const valueDate = account.openedOn ?? day.today;
  return partsOf(account, day.today).map(({ amount, dueOn }, index) => ({
    ...base,
    kind: "opening",
    amount,
    dueOn,
    valueDate: valueDate > day.today ? day.today : valueDate,
    externalId: `opened ${index}`,
  }));
}

interface Part {
  readonly amount: number;
  readonly dueOn: LocalDate | undefined;
}

/** What is overdue stands apart from what is not, so that days past due count from the right date. */
function partsOf(account: AccountRow["account"], today: LocalDate): readonly Part[] {
  const { arrears, balanceMinor } = account;
  if (arrears.kind !== "stated" || balanceMinor <= 0) {
    return [
      { amount: balanceMinor, dueOn: balanceMinor > 0 ? dueDateOf(account, today) : undefined },
    ];
  }
  const overdue = Math.min(arrears.minor, balanceMinor);
  return [
    { amount: overdue, dueOn: dueDateOf(account, today) },
    { amount: balanceMinor - overdue, dueOn: undefined },
  ].filter(({ amount }) => amount !== 0);
}

/** Undefined where nothing falls due by a date. */
function dueDateOf(
  { arrears, dueDate }: AccountRow["account"],
  today: LocalDate,
): LocalDate | undefined {
  const yesterday = addDays(today, -1);
  switch (arrears.kind) {
    case "balance_once_due":
      return dueDate;
    case "stated":
    case "whole_balance":
      // The file says that it is overdue, whatever the date.
      return dueDate !== undefined && dueDate < today ? dueDate : yesterday;
  }
}
