import { readClock, type Transaction } from "@fairflow/db";
import { doubtfulMessages } from "./doubtful-messages.ts";
import { failingWebhooks } from "./failing-webhooks.ts";
import { heldFlows } from "./held-flows.ts";
import { lateFeeds, lateStatements } from "./late-feeds.ts";
import { overdueRuns } from "./overdue-runs.ts";
import { poisonedRuns } from "./poisoned-runs.ts";
import { providerTroubles } from "./provider-troubles.ts";
import { refusedNotices } from "./refused-notices.ts";
import { MOST_OF_A_KIND, type Trouble } from "./trouble.ts";
import { unreadNotices } from "./unread-notices.ts";

/**
 * Everything that is wrong now, each kind as its own question by an index.
 *
 * @param tellsOf ids of providers that tell what became of messages
 */
export async function readTroubles(
  tx: Transaction,
  tellsOf: ReadonlySet<string>,
): Promise<readonly Trouble[]> {
  const { sql } = tx;
  const clock = await readClock(tx);
  const { now, realNow } = clock;
  const found = await Promise.all([
    heldFlows(sql),
    overdueRuns(sql, clock),
    doubtfulMessages(sql, realNow),
    poisonedRuns(sql),
    unreadNotices(sql),
    refusedNotices(sql, realNow),
    providerTroubles(sql, realNow, tellsOf),
    lateFeeds(sql, now),
    lateStatements(sql, realNow),
    failingWebhooks(sql),
  ]);
  return found.flatMap((each) => each.slice(0, MOST_OF_A_KIND));
}
