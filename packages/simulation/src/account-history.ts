import { addDays, daysBetween, instantAt } from "@fairflow/calendar";
import type { Happening } from "@fairflow/interpreter";
import type { LedgerAccount } from "./ledger-account.ts";

const NOON = 12 * 60;

/** The instants at which something became of an account, in milliseconds since 1970. */
export interface AccountHistory {
  readonly openedMs: number;
  readonly paidMs: number | null;
  readonly dispute: { readonly openedMs: number; readonly resolvedMs: number } | null;
}

export function historyOf(account: LedgerAccount): AccountHistory {
  const { zone, openedOn, settledOn } = account;
  const openedMs =
    openedOn === null ? Number.NEGATIVE_INFINITY : instantAt(zone, openedOn, 0).getTime();
  const paidMs = settledOn === null ? null : instantAt(zone, settledOn, 0).getTime();
  return { openedMs, paidMs, dispute: disputeOf(account, paidMs) };
}

/** A dispute that would open at or after settlement, because both fall on one day, never did. */
function disputeOf(account: LedgerAccount, paidMs: number | null): AccountHistory["dispute"] {
  const { zone, openedOn, settledOn, disputed } = account;
  if (!disputed || openedOn === null || settledOn === null || paidMs === null) return null;
  const midway = addDays(openedOn, Math.floor(daysBetween(openedOn, settledOn) / 2));
  const openedMs = instantAt(zone, midway, NOON).getTime();
  return openedMs < paidMs ? { openedMs, resolvedMs: paidMs } : null;
}

/** What a run of the account is told, ascending: a dispute that ends with the payment is rejected just before it. */
export function happeningsOf({ paidMs, dispute }: AccountHistory): readonly Happening[] {
  const happenings: Happening[] = [];
  if (dispute !== null) {
    const { openedMs, resolvedMs } = dispute;
    happenings.push({ atMs: openedMs, event: { kind: "dispute-opened" } });
    happenings.push({
      atMs: resolvedMs,
      event: { kind: "dispute-resolved", decision: "rejected", resumeNotBeforeMs: resolvedMs },
    });
  }
  if (paidMs !== null) happenings.push({ atMs: paidMs, event: { kind: "paid" } });
  return happenings;
}

export function isPaid({ paidMs }: AccountHistory, nowMs: number): boolean {
  return paidMs !== null && paidMs <= nowMs;
}

export function isDisputed({ dispute }: AccountHistory, nowMs: number): boolean {
  return dispute !== null && dispute.openedMs <= nowMs && nowMs < dispute.resolvedMs;
}
