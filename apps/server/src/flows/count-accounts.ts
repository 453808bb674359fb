import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import type { Criteria, Field } from "@fairflow/criteria";
import {
  countMatching,
  portfolioZones,
  readClock,
  type Database,
  type Matching,
} from "@fairflow/db";
import { HttpError } from "../http/http-error.ts";

/**
 * How many accounts a condition matches now, each asked about the day of its portfolio.
 *
 * @throws HttpError where it takes too long
 */
export async function countAccounts(
  database: Database,
  asked: { readonly criteria: Criteria; readonly custom: readonly Field[] },
): Promise<Matching> {
  try {
    return await database.transaction(async (tx) => {
      const [{ now }, names] = [await readClock(tx), await portfolioZones(tx)];
      let sum: Matching = { matching: 0, of: 0 };
      for (const name of names) {
        const zone = zoneNamed(zones, name);
        if (zone === undefined) continue;
        const today = localTime(zone, now).date;
        const { matching, of } = await countMatching(tx, { ...asked, zone: name, today });
        sum = { matching: sum.matching + matching, of: sum.of + of };
      }
      return sum;
    });
  } catch (cause) {
    if (!wasCancelled(cause)) throw cause;
    throw new HttpError("unavailable", "Counting takes too long at the moment.", { cause });
  }
}

/** SQLSTATE 57014: the statement's time was up. Drizzle wraps what the driver throws. */
function wasCancelled(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("code" in cause && cause.code === "57014") return true;
  return "cause" in cause && wasCancelled(cause.cause);
}
