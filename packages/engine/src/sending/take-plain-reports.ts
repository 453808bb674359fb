import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { settleDeliveriesIn } from "../facts/deliveries.ts";
import type { FactDeps } from "../facts/telling.ts";
import type { DeliveryReport } from "./delivery-status.ts";
import { saveDeliveries } from "./save-deliveries.ts";
import type { TakenReport, ToldOfMessage } from "./take-reports.ts";
import { attemptsByName, withReports, type ToldAttempt } from "./told-attempts.ts";

/**
 * Takes what was told of many messages as sets: of those that their providers are known to have taken and of which nothing
 * failed, which is nearly all. Of the others nothing is taken: `takeReportsIn` knows what to do with each.
 *
 * @param told at most once of each message
 */
export async function takePlainReportsIn(
  deps: FactDeps,
  tx: Transaction,
  told: readonly ToldOfMessage[],
): Promise<ReadonlyMap<ToldOfMessage, TakenReport>> {
  const found = await attemptsByName(tx, told);
  if (found.length === 0) return new Map();
  await lockDebtors(tx, [...new Set(found.map(({ debtor_id: id }) => id))]);
  const { now } = await readClock(tx);
  const locked = new Map(
    (await attemptsByName(tx, told)).map((each) => [nameOf(each.provider, each.provider_id), each]),
  );
  const plain = told.flatMap((each) => {
    const attempt = locked.get(nameOf(each.provider, each.providerId));
    if (attempt === undefined) return [];
    const { after, isNew } = withReports(attempt.delivery, each.reports);
    return isPlain(attempt, after) ? [{ told: each, attempt, after, isNew }] : [];
  });
  const news = plain.filter(({ isNew }) => isNew);
  await saveDeliveries(tx, news, now);
  const arrived = await settleDeliveriesIn(
    deps,
    tx,
    news.flatMap(({ attempt: { shard, id }, after }) =>
      hasArrived(after) ? [{ shard, id, arrived: true, at: now }] : [],
    ),
    now,
  );
  return new Map(
    plain.map(({ told: each, attempt, isNew }) => {
      if (!isNew) return [each, "again"];
      return [each, arrived.has(attempt.id) ? "delivered" : "noted"];
    }),
  );
}

function isPlain({ status }: ToldAttempt, after: DeliveryReport): boolean {
  return (status === "accepted" || status === "delivered") && after.status !== "failed";
}

function hasArrived({ status }: DeliveryReport): boolean {
  return status === "delivered" || status === "read";
}

function nameOf(provider: string, providerId: string | null): string {
  return `${provider} ${providerId ?? ""}`;
}
