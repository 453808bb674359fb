import { localTime, zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import type { Criteria, Field } from "@fairflow/criteria";
import {
  portfolioZones,
  readClock,
  type AccountQuestion,
  type Database,
  type Transaction,
} from "@fairflow/db";
import { HttpError } from "../http/http-error.ts";

/**
 * Asks the accounts of each zone a condition, about their own day.
 *
 * @throws HttpError where it takes too long
 */
export async function askAccounts<Answer>(
  database: Database,
  asked: { readonly criteria: Criteria; readonly custom: readonly Field[] },
  ask: (tx: Transaction, question: AccountQuestion) => Promise<Answer>,
): Promise<readonly Answer[]> {
  try {
    return await database.transaction(async (tx) => {
      const [{ now }, names] = [await readClock(tx), await portfolioZones(tx)];
      const answers: Answer[] = [];
      for (const name of names) {
        const zone = zoneNamed(zones, name);
        if (zone === undefined) continue;
        const today = localTime(zone, now).date;
        answers.push(await ask(tx, { ...asked, zone: name, today }));
      }
      return answers;
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
