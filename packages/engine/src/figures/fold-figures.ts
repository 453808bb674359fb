import type { Database } from "@fairflow/db";

/** Adds up what changed of the figures of each day. Whoever reads adds what is not added up yet, so nothing waits for this. */
export async function foldFigures({ sql }: Database): Promise<void> {
  await sql`
    with taken as (
      delete from figure_change returning metric, day, portfolio_id, flow_id, detail, count
    )
    insert into figure (metric, day, portfolio_id, flow_id, detail, count)
    select metric, day, portfolio_id, flow_id, detail, sum(count) from taken
    group by metric, day, portfolio_id, flow_id, detail
    order by metric, day, portfolio_id, flow_id, detail
    on conflict (metric, day, portfolio_id, flow_id, detail) do update set count = figure.count + excluded.count`;
}
