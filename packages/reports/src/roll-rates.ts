import { BUCKET_NAMES, BUCKETS, type Bucket } from "./bucket.ts";
import { shareOf, type ReportCell, type ReportTable } from "./report-table.ts";

/** Where an account may stand at the second close: in a bucket, paid in full, or closed by its client. */
export const ROLL_TARGETS = [...BUCKETS, "paid", "closed"] as const;
export type RollTarget = (typeof ROLL_TARGETS)[number];

const TARGET_NAMES: Readonly<Record<RollTarget, string>> = {
  ...BUCKET_NAMES,
  paid: "Paid",
  closed: "Closed",
};

/** Accounts that stood in one place at the first close and in another at the second. */
export interface Roll {
  readonly from: Bucket;
  readonly to: RollTarget;
  readonly accounts: number;
  /** What they owed at the first close, minor units. */
  readonly balance: number;
}

const MEANINGS = {
  balance:
    "Each line takes the accounts that owed something at the first close, by the bucket that they stood in. Across it stands where they were at the last close, as a share of what they owed at the first. A line adds up to 100 %.",
  accounts: "The same accounts, counted by head instead of by what they owed.",
} as const;

/** Roll rates between two closes, weighed by balance or by account. */
export function rollRateTable(rolls: readonly Roll[], weight: "balance" | "accounts"): ReportTable {
  return {
    id: `roll-rates-${weight}`,
    title: weight === "balance" ? "Roll rates by balance" : "Roll rates by account",
    definition: MEANINGS[weight],
    columns: [
      { key: "from", label: "At the first close", kind: "text" },
      { key: "accounts", label: "Accounts", kind: "count", opens: true },
      { key: "balance", label: "Balance", kind: "money", opens: true },
      ...ROLL_TARGETS.map((to) => ({
        key: to,
        label: TARGET_NAMES[to],
        kind: "share" as const,
        opens: true,
      })),
    ],
    rows: BUCKETS.map((from): readonly ReportCell[] => {
      const own = rolls.filter((roll) => roll.from === from);
      const whole = sumOf(own, weight);
      return [
        BUCKET_NAMES[from],
        sumOf(own, "accounts"),
        sumOf(own, "balance"),
        ...ROLL_TARGETS.map((to) =>
          shareOf(
            sumOf(
              own.filter((roll) => roll.to === to),
              weight,
            ),
            whole,
          ),
        ),
      ];
    }),
    keys: BUCKETS,
  };
}

function sumOf(rolls: readonly Roll[], weight: "balance" | "accounts"): number {
  return rolls.reduce((sum, roll) => sum + roll[weight], 0);
}
