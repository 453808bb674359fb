/** Amounts are minor units, days are counted since 1970-01-01. */
export interface Owed {
  readonly balanceMinor: number;
  /** Overdue at the start. */
  readonly arrearsMinor: number;
  /** Since when something is overdue, if anything is. */
  readonly overdueSince: number | null;
  /** What falls due at the start or later, ascending. */
  readonly dues: readonly Due[];
}

interface Due {
  readonly day: number;
  readonly minor: number;
}

/** What is owed on a day, of which so much was paid since the start: the oldest debt is paid first. */
export interface OwedOn {
  readonly balanceMinor: number;
  readonly arrearsMinor: number;
  /** The oldest day that was missed; null where nothing is overdue. */
  readonly overdueSince: number | null;
  /** The day to speak about: the oldest that is unpaid, missed or yet to come. */
  readonly dueDay: number | null;
}

export function owedOn(owed: Owed, paidMinor: number, day: number): OwedOn {
  let rest = paidMinor;
  let arrearsMinor = 0;
  let overdueSince: number | null = null;
  let dueDay: number | null = null;
  const items = [
    ...(owed.arrearsMinor > 0 && owed.overdueSince !== null
      ? [{ day: owed.overdueSince, minor: owed.arrearsMinor }]
      : []),
    ...owed.dues,
  ];
  for (const item of items) {
    const unpaid = Math.max(0, item.minor - rest);
    rest = Math.max(0, rest - item.minor);
    if (unpaid === 0) continue;
    dueDay ??= item.day;
    if (item.day >= day) break;
    overdueSince ??= item.day;
    arrearsMinor += unpaid;
  }
  const balanceMinor = Math.max(0, owed.balanceMinor - paidMinor);
  return { balanceMinor, arrearsMinor: Math.min(arrearsMinor, balanceMinor), overdueSince, dueDay };
}
