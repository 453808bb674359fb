import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "@fairflow/db";
import { restatePromises } from "./promises/restate-promises.ts";
import { restateSettlements } from "./settlements/restate-settlements.ts";
import type { FactDeps } from "./telling.ts";

/**
 * Brings what was agreed about accounts in line with the money that came or went back: promises, arrangements and settlements.
 * Whatever books money calls it, under the debtor's lock.
 */
export async function restateAgreements(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly accountIds: readonly string[];
    readonly now: Date;
    /** The debtor's local date. */
    readonly today: LocalDate;
  },
): Promise<void> {
  const { accountIds, ...at } = of;
  await restatePromises(deps, tx, { accountIds }, at);
  await restateSettlements(deps, tx, accountIds, at);
}
