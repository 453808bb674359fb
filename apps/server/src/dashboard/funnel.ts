import type { Dashboard } from "@fairflow/contract";
import type { StoodBucket } from "@fairflow/db";

const BUCKETS = ["current", "1_30", "31_60", "61_90", "91_120", "over_120"] as const;

/** How accounts stood by the age of their arrears at the last close; null before the first. */
export function funnelOf(stood: readonly StoodBucket[]): Dashboard["funnel"] {
  const [first] = stood;
  if (first === undefined) return null;
  return {
    day: first.day,
    buckets: BUCKETS.map((bucket) => {
      const own = stood.filter((row) => row.bucket === bucket);
      const byCurrency = Map.groupBy(own, ({ currency }) => currency);
      return {
        bucket,
        accounts: own.reduce((sum, { accounts }) => sum + accounts, 0),
        arrears: [...byCurrency]
          .map(([currency, rows]) => ({
            currency,
            minor: rows.reduce((sum, { arrears }) => sum + arrears, 0),
          }))
          .filter(({ minor }) => minor !== 0),
      };
    }),
  };
}
