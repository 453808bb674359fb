/** Where an account stands by its days past due, as the daily close keeps it. */
export const BUCKETS = ["current", "1_30", "31_60", "61_90", "91_120", "over_120"] as const;
export type Bucket = (typeof BUCKETS)[number];

export const BUCKET_NAMES: Readonly<Record<Bucket, string>> = {
  current: "Not overdue",
  "1_30": "1 to 30 days",
  "31_60": "31 to 60 days",
  "61_90": "61 to 90 days",
  "91_120": "91 to 120 days",
  over_120: "Over 120 days",
};
