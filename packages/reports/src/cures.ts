import { BUCKET_NAMES, BUCKETS } from "./bucket.ts";
import { shareOf, type ReportCell, type ReportTable } from "./report-table.ts";
import type { Roll } from "./roll-rates.ts";

/** Accounts that had cured by the first close, and how many of them were overdue again at the last. */
export interface Redefaults {
  readonly cured: number;
  readonly overdueAgain: number;
}

const OVERDUE = BUCKETS.filter((bucket) => bucket !== "current");

/** What became of overdue accounts between two closes. */
export function cureTable(rolls: readonly Roll[]): ReportTable {
  return {
    id: "cures",
    title: "Cures",
    definition:
      "Of the accounts that were overdue at the first close: how many had nothing overdue at the last, although they still owe (cured), and how many had paid everything (paid). The cure rate is both together, as a share of the accounts.",
    columns: [
      { key: "from", label: "At the first close", kind: "text" },
      { key: "accounts", label: "Accounts", kind: "count", opens: true },
      { key: "cured", label: "Cured", kind: "count", opens: true },
      { key: "paid", label: "Paid", kind: "count", opens: true },
      { key: "rate", label: "Cure rate", kind: "share", opens: true },
    ],
    rows: [
      ...OVERDUE.map((bucket) =>
        cureRow(
          BUCKET_NAMES[bucket],
          rolls.filter(({ from }) => from === bucket),
        ),
      ),
      cureRow(
        "All that were overdue",
        rolls.filter(({ from }) => from !== "current"),
      ),
    ],
    keys: [...OVERDUE, "overdue"],
  };
}

export function redefaultTable({ cured, overdueAgain }: Redefaults): ReportTable {
  return {
    id: "re-default",
    title: "Re-default",
    definition:
      "Accounts that were overdue one period before the first close and had nothing overdue at it, although they still owed. Re-default is the share of them that was overdue again at the last close.",
    columns: [
      { key: "cured", label: "Had cured", kind: "count", opens: true },
      { key: "again", label: "Overdue again", kind: "count", opens: true },
      { key: "rate", label: "Re-default rate", kind: "share" },
    ],
    rows: [[cured, overdueAgain, shareOf(overdueAgain, cured)]],
    keys: ["cured"],
  };
}

function cureRow(name: string, rolls: readonly Roll[]): readonly ReportCell[] {
  const count = (wanted?: Roll["to"]) =>
    rolls
      .filter(({ to }) => wanted === undefined || to === wanted)
      .reduce((sum, { accounts }) => sum + accounts, 0);
  const cured = count("current");
  const paid = count("paid");
  return [name, count(), cured, paid, shareOf(cured + paid, count())];
}
