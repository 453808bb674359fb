import type { StoredRun } from "./claim-runs.ts";
import type { AccountFacts, DebtorFacts } from "./debtor-facts.ts";

/** A run per debtor is told of the account that is overdue the longest. */
export function accountOf(debtor: DebtorFacts, { id, accountId }: StoredRun): AccountFacts {
  if (accountId !== null) {
    const account = debtor.accounts.get(accountId);
    if (account === undefined) throw new RangeError(`Run ${id} names account ${accountId}`);
    return account;
  }
  const [oldest] = [...debtor.accounts.values()].toSorted(
    (a, b) => Number(a.status !== "open") - Number(b.status !== "open") || olderFirst(a, b),
  );
  if (oldest === undefined) throw new RangeError(`The debtor of run ${id} has no account`);
  return oldest;
}

function olderFirst(a: AccountFacts, b: AccountFacts): number {
  const [one, other] = [a.oldestUnpaidOn ?? "9999", b.oldestUnpaidOn ?? "9999"];
  if (one !== other) return one < other ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
