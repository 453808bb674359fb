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

/** The accounts that a run's messages speak of: its own, or of a run per debtor what is open under the same portfolio. */
export function accountsOf(debtor: DebtorFacts, stored: StoredRun): readonly AccountFacts[] {
  const account = accountOf(debtor, stored);
  if (stored.accountId !== null) return [account];
  const open = [...debtor.accounts.values()].filter(
    ({ status, portfolioId }) => status === "open" && portfolioId === account.portfolioId,
  );
  return open.length === 0 ? [account] : open;
}

function olderFirst(a: AccountFacts, b: AccountFacts): number {
  const [one, other] = [a.oldestUnpaidOn ?? "9999", b.oldestUnpaidOn ?? "9999"];
  if (one !== other) return one < other ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
