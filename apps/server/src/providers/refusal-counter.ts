import type { Database } from "@fairflow/db";
import { countRefusals, type RefusedNotices } from "@fairflow/engine";

/** Real time: whoever floods an address makes one write in so long. */
const WRITE_EVERY_MS = 10_000;

export type CountRefusal = (refused: Omit<RefusedNotices, "count">) => Promise<void>;

/** Counts notices that were refused, for whoever looks after providers. Only known providers are told of: strangers' guesses are none's. */
export function refusalCounter({
  database,
  realNow,
}: {
  readonly database: Database;
  readonly realNow: () => Date;
}): CountRefusal {
  const waiting = new Map<string, { readonly sinceMs: number; readonly count: number }>();
  return async (refused) => {
    const key = `${refused.provider} ${refused.place}`;
    const now = realNow();
    const known = waiting.get(key);
    if (known !== undefined && now.getTime() - known.sinceMs < WRITE_EVERY_MS) {
      waiting.set(key, { ...known, count: known.count + 1 });
      return;
    }
    waiting.set(key, { sinceMs: now.getTime(), count: 0 });
    await countRefusals(database.sql, { ...refused, count: (known?.count ?? 0) + 1 }, now);
  };
}
