import type { DebtorDetail } from "@fairflow/contract";

/** What something of one account, or of all of them, is said of. */
export function accountName({ accounts }: DebtorDetail, accountId: string | null): string {
  if (accountId === null) return "all accounts";
  return accounts.find(({ id }) => id === accountId)?.reference ?? "an account";
}
