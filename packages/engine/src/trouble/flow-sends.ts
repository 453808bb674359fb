import type { Sql } from "@fairflow/db";

/** A flow is expected to send at most so many times what its busiest day was, or a message for each who entered. */
export const FORECAST_FACTOR = 3;
/** Below this nothing is held: few messages make no trend. */
export const LEAST_LIMIT = 50;
/** Days on which it sent that a flow's own past begins to count with. */
const DAYS_OF_HISTORY = 7;
/** How far back its past counts, in days. */
const LOOK_BACK_DAYS = 35;

/** What a flow's limit for a day was reckoned from. */
export type LimitBasis =
  | {
      readonly kind: "history";
      readonly days: number;
      readonly busiest: number;
      readonly factor: number;
    }
  | { readonly kind: "entered"; readonly entered: number; readonly factor: number }
  | { readonly kind: "released"; readonly sent: number; readonly factor: number };

export interface FlowDay {
  readonly flowId: string;
  readonly sent: number;
  /** Null where the day has none yet. */
  readonly limit: number | null;
}

/** How much each flow has sent on a day, and up to how much it may. */
export async function flowDays(
  sql: Sql,
  flowIds: readonly string[],
  day: string,
): Promise<readonly FlowDay[]> {
  return sql<FlowDay[]>`
    select flow_id as "flowId",
      (select coalesce(sum(count), 0)::int from flow_sends
        where flow_sends.flow_id = wanted.flow_id and flow_sends.day = ${day}::date) as sent,
      (select messages from flow_send_limit
        where flow_send_limit.flow_id = wanted.flow_id and flow_send_limit.day = ${day}::date) as limit
    from unnest(${flowIds}::uuid[]) as wanted (flow_id)`;
}

/**
 * Reckons a flow's limit for a day: by its busiest day of five weeks once it has sent on seven of them, before that by how
 * many have entered it. One that was raised by hand stays.
 *
 * @returns the limit that stands now
 */
export async function reckonLimit(sql: Sql, flowId: string, day: string): Promise<number> {
  const basis = await basisOf(sql, flowId, day);
  const expected = basis.kind === "history" ? basis.busiest : basis.entered;
  const messages = Math.max(LEAST_LIMIT, expected * FORECAST_FACTOR);
  const [row] = await sql<{ messages: number }[]>`
    insert into flow_send_limit (flow_id, day, messages, basis)
    values (${flowId}, ${day}::date, ${messages}, ${JSON.stringify(basis)}::jsonb)
    on conflict (flow_id, day) do update set
      messages = greatest(flow_send_limit.messages, excluded.messages),
      basis = case when excluded.messages > flow_send_limit.messages then excluded.basis else flow_send_limit.basis end
    returning messages`;
  return row?.messages ?? messages;
}

async function basisOf(
  sql: Sql,
  flowId: string,
  day: string,
): Promise<Exclude<LimitBasis, { kind: "released" }>> {
  const [past] = await sql<{ days: number; busiest: number }[]>`
    select count(*)::int as days, coalesce(max(sent), 0)::int as busiest
    from (
      select sum(count) as sent from flow_sends
      where flow_id = ${flowId} and day >= ${day}::date - ${LOOK_BACK_DAYS}::int and day < ${day}::date
      group by day
    ) as of_day`;
  if (past !== undefined && past.days >= DAYS_OF_HISTORY) {
    return { kind: "history", ...past, factor: FORECAST_FACTOR };
  }
  const [start] = await sql<{ entered: number }[]>`
    select coalesce(sum(count), 0)::int as entered
    from flow_version join counter on version_id = flow_version.id
      and node_id = jsonb_path_query_first(document, '$.nodes[*] ? (@.type == "start").id') #>> '{}'
    where flow_id = ${flowId} and metric = 'entered'`;
  return { kind: "entered", entered: start?.entered ?? 0, factor: FORECAST_FACTOR };
}

/** Counts what leaves. In the order of the flows, so that no two claims of a lane wait for each other in a circle. */
export async function countSends(
  sql: Sql,
  of: { readonly day: string; readonly lane: number; readonly channel: string },
  sends: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...sends].toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (rows.length === 0) return;
  await sql`
    insert into flow_sends (flow_id, day, lane, channel, count)
    select flow_id, ${of.day}::date, ${of.lane}::smallint, ${of.channel}, sent
    from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, count]) => count)}::int[]) as made (flow_id, sent)
    on conflict (flow_id, day, lane, channel) do update set count = flow_sends.count + excluded.count`;
}
