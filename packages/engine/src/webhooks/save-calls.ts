import type { Sql } from "@fairflow/db";
import type { DebtorChanges } from "../batch-changes.ts";
import { isoTime } from "../iso-time.ts";

/**
 * Puts what steps ask other systems into the outbox, in the batch's own transaction: each visit asks once, under an id that
 * stays. A webhook that nobody has set up is asked nothing, and the step goes on when its time is up.
 */
export async function saveCalls(
  sql: Sql,
  changes: readonly { readonly calls: DebtorChanges["calls"] }[],
  nowMs: number,
): Promise<void> {
  const calls = changes.flatMap((each) => each.calls);
  if (calls.length === 0) return;
  await sql`
    insert into webhook_delivery (endpoint_id, message_id, event_type, body, next_try_at, created_at, run_id, debtor_id,
      account_id, node_id, visit, reading)
    select endpoint.id, 'call_' || md5(concat_ws(' ', call.run_id, call.node_id, call.visit)),
      'flow.step', jsonb_build_object(
        'type', 'flow.step',
        'timestamp', ${isoTime(nowMs)}::text,
        'data', jsonb_build_object('step', call.node_id, 'visit', call.visit, 'run', call.run_id,
          'debtor', call.debtor_id, 'facts', call.facts, 'accounts', (
            select coalesce(jsonb_agg(jsonb_build_object('account', account.reference, 'portfolio', portfolio.name,
                'client', client.name) order by account.reference), '[]')
            from account join portfolio on portfolio.id = portfolio_id join client on client.id = client_id
            where account.debtor_id = call.debtor_id and (call.account_id is null or account.id = call.account_id)
          ))), now(), now(), call.run_id, call.debtor_id, call.account_id, call.node_id, call.visit, call.reading
    from unnest(
      ${calls.map(({ runId }) => runId)}::uuid[], ${calls.map(({ debtorId }) => debtorId)}::uuid[],
      ${calls.map(({ accountId }) => accountId)}::uuid[], ${calls.map(({ nodeId }) => nodeId)}::text[],
      ${calls.map(({ visit }) => visit)}::int[], ${calls.map(({ call }) => call.webhook)}::text[],
      ${calls.map(({ call }) => JSON.stringify(call.facts))}::jsonb[],
      ${calls.map(({ call }) => JSON.stringify({ answers: call.answers }))}::jsonb[]
    ) as call (run_id, debtor_id, account_id, node_id, visit, webhook, facts, reading)
    join webhook_endpoint as endpoint on endpoint.removed_at is null and lower(endpoint.name) = lower(call.webhook)
    on conflict (endpoint_id, message_id) do nothing`;
}
