import { BUCKET_NAMES, BUCKETS, type Bucket } from "./bucket.ts";
import { shareOf, type ReportTable } from "./report-table.ts";

export interface Aged {
  readonly bucket: Bucket;
  readonly accounts: number;
  /** Minor units, as `overdue`. */
  readonly balance: number;
  readonly overdue: number;
}

/** How old the debt is at a close. */
export function ageingTable(aged: readonly Aged[]): ReportTable {
  const total = aged.reduce((sum, { balance }) => sum + balance, 0);
  return {
    id: "ageing",
    title: "Ageing",
    definition:
      "Accounts that owed something at the last close, by the days since their oldest unpaid date. The balance is all that they owe; overdue is the part of it whose date has passed.",
    columns: [
      { key: "bucket", label: "Days past due", kind: "text" },
      { key: "accounts", label: "Accounts", kind: "count", opens: true },
      { key: "balance", label: "Balance", kind: "money", opens: true },
      { key: "overdue", label: "Overdue", kind: "money", opens: true },
      { key: "share", label: "Of the balance", kind: "share" },
    ],
    rows: BUCKETS.map((bucket) => {
      const own = aged.find((each) => each.bucket === bucket);
      const { accounts = 0, balance = 0, overdue = 0 } = own ?? {};
      return [BUCKET_NAMES[bucket], accounts, balance, overdue, shareOf(balance, total)];
    }),
    keys: BUCKETS,
  };
}
