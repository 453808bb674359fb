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
import { withPatience } from "./with-patience.ts";

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
  return withPatience(database, async (tx) => {
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
}
