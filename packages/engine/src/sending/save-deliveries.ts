import type { Transaction } from "@fairflow/db";
import type { DeliveryReport } from "./delivery-status.ts";
import type { ToldAttempt } from "./told-attempts.ts";

/** Of most messages that arrive it is known by then: whoever is silent for a day has cost something all the same. */
const SILENT_MS = 86_400_000;

/** Keeps how far messages have come. The price of one that has left and of which no more is told is asked for in a day. */
export async function saveDeliveries(
  { sql }: Transaction,
  news: readonly { readonly attempt: ToldAttempt; readonly after: DeliveryReport }[],
  now: Date,
): Promise<void> {
  if (news.length === 0) return;
  await sql`
    update attempt set delivery = told.delivery,
      price_due_at = case
        when told.delivery ->> 'status' = 'sent' then coalesce(price_due_at, ${new Date(now.getTime() + SILENT_MS)})
        else price_due_at
      end
    from unnest(
      ${news.map(({ attempt }) => attempt.shard)}::smallint[], ${news.map(({ attempt }) => attempt.id)}::uuid[],
      ${news.map(({ after }) => JSON.stringify(after))}::jsonb[]
    ) as told (shard, id, delivery)
    where attempt.shard = told.shard and attempt.id = told.id`;
}
