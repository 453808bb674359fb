import {
  addDays,
  daysBetween,
  epochDay,
  instantOfWallTime,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import type { Happening } from "@fairflow/interpreter";
import type { LedgerAccount } from "./ledger-account.ts";

const NOON = 12 * 60;
const DAY_MS = 86_400_000;

/** The instants at which something became of an account, in milliseconds since 1970. */
export interface AccountHistory {
  readonly openedMs: number;
  readonly paidMs: number | null;
  readonly dispute: { readonly openedMs: number; readonly resolvedMs: number } | null;
}

/** An account on which nothing is owed, such as a credit note, counts as paid from the first. */
export function historyOf(account: LedgerAccount): AccountHistory {
  const { zone, openedOn, settledOn, amountMinor } = account;
  const openedMs = openedOn === null ? Number.NEGATIVE_INFINITY : momentOf(zone, openedOn, 0);
  if (amountMinor <= 0) return { openedMs, paidMs: zone.starts[0] ?? 0, dispute: null };
  const paidMs = settledOn === null ? null : momentOf(zone, settledOn, 0);
  return { openedMs, paidMs, dispute: disputeOf(account, paidMs) };
}

/** A dispute that would open at or after settlement, because both fall on one day, never did. */
function disputeOf(account: LedgerAccount, paidMs: number | null): AccountHistory["dispute"] {
  const { zone, openedOn, settledOn, disputed } = account;
  if (!disputed || openedOn === null || settledOn === null || paidMs === null) return null;
  const midway = addDays(openedOn, Math.floor(daysBetween(openedOn, settledOn) / 2));
  const openedMs = momentOf(zone, midway, NOON);
  return openedMs < paidMs ? { openedMs, resolvedMs: paidMs } : null;
}

/** A ledger may reach further than the zone table: a day before its beginning counts as that, one after its end as its end. */
function momentOf(zone: Zone, date: LocalDate, minute: number): number {
  const [begin = 0] = zone.starts;
  const day = epochDay(date);
  if ((day - 1) * DAY_MS < begin) return begin;
  if ((day + 2) * DAY_MS > zone.end) return zone.end;
  return instantOfWallTime(zone, day, minute);
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
