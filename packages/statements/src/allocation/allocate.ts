import type { LocalDate } from "@fairflow/calendar";

/** An account that money may be put to; all in one currency. */
export interface OwedAccount {
  readonly accountId: string;
  /** Minor units, never below 0. */
  readonly arrears: number;
  /** All that is owed, arrears in it. */
  readonly balance: number;
  /** Of the oldest arrears; an account without one is the youngest. */
  readonly dueDate: LocalDate | undefined;
}

/**
 * What a portfolio says of a payment that is not meant for one account: the oldest arrears first; the smallest or the
 * largest balance first; or each in proportion to its balance.
 */
export type AllocationRule = "oldest_first" | "smallest_first" | "largest_first" | "in_proportion";

export interface Part {
  readonly accountId: string;
  /** Minor units, above 0. */
  readonly amount: number;
}

export interface Allocation {
  readonly parts: readonly Part[];
  /** More than all of them owe. */
  readonly rest: number;
}

/**
 * Divides an amount over accounts to the cent: parts and rest always come to it, and none gets more than it owes.
 * Arrears are paid before what is not yet due, except in proportion. In whatever order the accounts are given the answer
 * is the same.
 *
 * @param amount minor units, above 0
 * @throws RangeError for amounts that are not whole, or below 0
 */
export function allocate(
  amount: number,
  accounts: readonly OwedAccount[],
  rule: AllocationRule,
): Allocation {
  checkWhole(amount);
  const ordered = inOrder(accounts, rule);
  const given = new Map<string, number>();
  let rest = amount;
  const give = (accountId: string, most: number) => {
    const part = Math.min(rest, Math.max(most, 0));
    if (part === 0) return;
    given.set(accountId, (given.get(accountId) ?? 0) + part);
    rest -= part;
  };
  const stillOwed = ({ accountId, balance }: OwedAccount) => balance - (given.get(accountId) ?? 0);
  if (rule === "in_proportion") {
    const total = ordered.reduce((sum, { balance }) => sum + balance, 0);
    const shared = Math.min(amount, total);
    for (const { accountId, balance } of ordered) {
      give(accountId, total === 0 ? 0 : proportion(shared, balance, total));
    }
    // What rounding left over, a cent each.
    for (const account of ordered) if (stillOwed(account) > 0) give(account.accountId, 1);
  } else {
    for (const { accountId, arrears, balance } of ordered) {
      give(accountId, Math.min(arrears, balance));
    }
    for (const account of ordered) give(account.accountId, stillOwed(account));
  }
  return { parts: [...given].map(([accountId, part]) => ({ accountId, amount: part })), rest };
}

export interface DebtorPayment {
  readonly id: string;
  readonly amount: number;
  readonly valueDate: LocalDate;
}

/**
 * Allocates payments one after another, by value date, each to what the ones before have left owing. The order in which
 * they are told makes no difference, and one that is told twice counts once.
 */
export function allocateAll(
  payments: readonly DebtorPayment[],
  accounts: readonly OwedAccount[],
  rule: AllocationRule,
): ReadonlyMap<string, Allocation> {
  const once = new Map(payments.map((payment) => [payment.id, payment]));
  const sorted = [...once.values()].toSorted(
    (a, b) => compare(a.valueDate, b.valueDate) || compare(a.id, b.id),
  );
  let owed = accounts;
  return new Map(
    sorted.map(({ id, amount }) => {
      const allocation = allocate(amount, owed, rule);
      owed = lessParts(owed, allocation.parts);
      return [id, allocation];
    }),
  );
}

function lessParts(
  accounts: readonly OwedAccount[],
  parts: readonly Part[],
): readonly OwedAccount[] {
  const paid = new Map(parts.map(({ accountId, amount }) => [accountId, amount]));
  return accounts.map((account) => {
    const amount = paid.get(account.accountId) ?? 0;
    return {
      ...account,
      arrears: Math.max(account.arrears - amount, 0),
      balance: account.balance - amount,
    };
  });
}

function inOrder(accounts: readonly OwedAccount[], rule: AllocationRule): readonly OwedAccount[] {
  const seen = new Set<string>();
  for (const { accountId, arrears, balance } of accounts) {
    checkWhole(arrears);
    checkWhole(balance);
    if (seen.has(accountId)) throw new RangeError(`Account ${accountId} is given twice`);
    seen.add(accountId);
  }
  const older = (a: OwedAccount, b: OwedAccount) =>
    compare(a.dueDate ?? "9999-12-31", b.dueDate ?? "9999-12-31") ||
    compare(a.accountId, b.accountId);
  return accounts.toSorted((a, b) => {
    if (rule === "smallest_first" && a.balance !== b.balance) return a.balance - b.balance;
    if (rule === "largest_first" && a.balance !== b.balance) return b.balance - a.balance;
    return older(a, b);
  });
}

/** Rounded down. The product may be past what a number holds exactly. */
function proportion(amount: number, part: number, whole: number): number {
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

function checkWhole(amount: number): void {
  if (Number.isSafeInteger(amount) && amount >= 0) return;
  throw new RangeError(`${amount} is no amount in minor units`);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
