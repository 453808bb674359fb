import { shareOf, type ReportCell, type ReportTable } from "./report-table.ts";

/** Accounts that were placed in one month. */
export interface Cohort {
  /** `2026-03`. */
  readonly month: string;
  readonly accounts: number;
  /** What they owed when they were placed, with what was charged since; minor units. */
  readonly placed: number;
}

/** What a cohort paid in the nth month after the one it was placed in; 0 is that month itself. */
export interface CohortPayment {
  readonly month: string;
  readonly after: number;
  readonly paid: number;
}

const MOST_MONTHS = 13;

/**
 * Liquidation by placement month: what had been paid by the end of each month, as a share of what was placed.
 *
 * @param lastMonth the month of the last close; later ones have not come
 */
export function vintageTable(
  cohorts: readonly Cohort[],
  payments: readonly CohortPayment[],
  lastMonth: string,
): ReportTable {
  const ages = cohorts.map(({ month }) => monthsBetween(month, lastMonth));
  const shown = Math.min(MOST_MONTHS, Math.max(0, ...ages.map((age) => age + 1)));
  const ordered = cohorts.toSorted((a, b) => (a.month < b.month ? -1 : 1));
  return {
    id: "vintages",
    title: "Vintages",
    definition:
      "Accounts by the month in which they were placed, or came where they are in no placement. Placed is what they owed then and what was charged to them since. Each column is what had been paid since by the end of that month, by value date and less what bounced, as a share of what was placed. The last month of a line may not be over yet.",
    columns: [
      { key: "month", label: "Placed in", kind: "text" },
      { key: "accounts", label: "Accounts", kind: "count", opens: true },
      { key: "placed", label: "Placed", kind: "money", opens: true },
      { key: "paid", label: "Paid to date", kind: "money", opens: true },
      ...Array.from({ length: shown }, (_, after) => ({
        key: `month-${after}`,
        label: after === 0 ? "Same month" : `Month ${after}`,
        kind: "share" as const,
        opens: true,
      })),
    ],
    rows: ordered.map(({ month, accounts, placed }): readonly ReportCell[] => {
      const own = payments.filter((payment) => payment.month === month);
      const paidBy = (after: number) =>
        own.filter((payment) => payment.after <= after).reduce((sum, { paid }) => sum + paid, 0);
      const age = monthsBetween(month, lastMonth);
      return [
        month,
        accounts,
        placed,
        paidBy(age),
        ...Array.from({ length: shown }, (_, after) =>
          after > age ? null : shareOf(paidBy(after), placed),
        ),
      ];
    }),
    keys: ordered.map(({ month }) => month),
  };
}

function monthsBetween(from: string, to: string): number {
  const months = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return months(to) - months(from);
}
