import { readClock, type Transaction } from "@fairflow/db";
import { FORECAST_FACTOR, LEAST_LIMIT, type LimitBasis } from "./flow-sends.ts";

/**
 * Lets a flow go on that stopped by itself: what it was about to repeat may leave, and today it may send `FORECAST_FACTOR`
 * times what it has sent.
 *
 * @returns the flow; undefined where nothing is held by this id any more
 */
export async function releaseFlowHoldIn(
  tx: Transaction,
  release: {
    readonly id: string;
    readonly by: string;
    readonly reason: string;
    readonly realNow: Date;
  },
): Promise<
  { readonly flowId: string; readonly cause: string; readonly evidence: unknown } | undefined
> {
  const { id, by, reason, realNow } = release;
  const [hold] = await tx.sql<{ flow_id: string; cause: string; evidence: unknown }[]>`
    update flow_hold set released_at = ${realNow}, released_by = ${by}, released_reason = ${reason}
    where id = ${id} and released_at is null
    returning flow_id, cause, evidence`;
  if (hold === undefined) return undefined;
  const { flow_id: flowId, cause, evidence } = hold;
  const day = (await readClock(tx)).now.toISOString().slice(0, 10);
  const [today] = await tx.sql<{ sent: number }[]>`
    select coalesce(sum(count), 0)::int as sent from flow_sends where flow_id = ${flowId} and day = ${day}::date`;
  const sent = today?.sent ?? 0;
  const basis: LimitBasis = { kind: "released", sent, factor: FORECAST_FACTOR };
  const messages = Math.max(LEAST_LIMIT, sent * FORECAST_FACTOR);
  await tx.sql`
    insert into flow_send_limit (flow_id, day, messages, basis)
    values (${flowId}, ${day}::date, ${messages}, ${JSON.stringify(basis)}::jsonb)
    on conflict (flow_id, day) do update set messages = greatest(flow_send_limit.messages, excluded.messages),
      basis = excluded.basis`;
  return { flowId, cause, evidence };
}
