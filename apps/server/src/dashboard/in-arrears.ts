import type { StoodBucket } from "@fairflow/db";

/** What an account without arrears stands in. */
const CURRENT = "current";

/** How many accounts were in arrears at the close of a day, null where none was kept about then. */
export function inArrears(
  stood: readonly (Pick<StoodBucket, "bucket" | "accounts" | "portfolioId"> & {
    readonly asked: string;
  })[],
  day: string,
  portfolioId?: string,
): number | null {
  const rows = stood.filter(
    ({ asked, portfolioId: of }) =>
      asked === day && (portfolioId === undefined || of === portfolioId),
  );
  if (rows.length === 0) return null;
  return rows.reduce((sum, { bucket, accounts }) => (bucket === CURRENT ? sum : sum + accounts), 0);
}
