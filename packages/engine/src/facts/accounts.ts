import { lockDebtors, type Transaction } from "@fairflow/db";
import { stopAskingFor } from "./stop-asking.ts";
import { subjectOf, tell, type Author, type FactDeps } from "./telling.ts";

/**
 * Closes an account, or gives it back to its client: its runs end with the reason, what is planned is taken back,
 * and its links and tasks are closed.
 *
 * @returns false for one that was closed before
 */
export function closeAccount(
  deps: FactDeps,
  input: {
    readonly accountId: string;
    readonly reason: "closed" | "recalled";
    readonly author: Author;
  },
): Promise<boolean> {
  return deps.database.transaction((tx) => closeAccountIn(deps, tx, input));
}

/** `closeAccount` as a part of a transaction. */
export async function closeAccountIn(
  deps: FactDeps,
  tx: Transaction,
  input: {
    readonly accountId: string;
    readonly reason: "closed" | "recalled";
    readonly author: Author;
  },
): Promise<boolean> {
  const { accountId, debtorId, now } = await subjectOf(deps, tx, input.accountId);
  await lockDebtors(tx, [debtorId]);
  const { count } = await tx.sql`
    update account set status = 'closed', closed_at = ${now}, closed_reason = ${input.reason}
    where id = ${accountId} and status <> 'closed'`;
  if (count === 0) return false;
  await stopAskingFor(tx, { debtorId, accountId, reason: input.reason, now });
  const kind = input.reason === "closed" ? "account.closed" : "account.recalled";
  await tell(deps, tx, { events: [{ debtorId, accountId, kind }], now });
  return true;
}

/** A pay link was opened. Only the first time is news to the runs. */
export async function linkOpenedIn(
  deps: FactDeps,
  tx: Transaction,
  link: { readonly id: string; readonly debtorId: string; readonly accountIds: readonly string[] },
  now: Date,
): Promise<void> {
  await lockDebtors(tx, [link.debtorId]);
  const [opened] = await tx.sql<{ opens: number }[]>`
    update payment_link set opens = opens + 1, opened_at = coalesce(opened_at, ${now})
    where id = ${link.id}
    returning opens`;
  if (opened?.opens !== 1) return;
  await tell(deps, tx, {
    events: link.accountIds.map((accountId) => ({
      debtorId: link.debtorId,
      accountId,
      kind: "link.opened",
      payload: { linkId: link.id },
    })),
    now,
  });
}
