import type { LocalDate } from "@fairflow/calendar";
import type { Sql } from "@fairflow/db";

/** A split, and the days that its people's money counts. */
export interface SplitAsked {
  readonly flowId: string;
  readonly nodeId: string;
  /** From the day of the draw, that day included. */
  readonly windowDays: number;
  /** The local date: windows that end before it are whole. */
  readonly today: LocalDate;
}

/** What most of the accounts that were drawn are in: amounts of two currencies are no sum. */
export async function currencyOf(sql: Sql, asked: Split): Promise<string> {
  const [main] = await sql<{ currency: string }[]>`
    select a.currency from (${drawsOf(sql, asked)}) as d join account a on a.id = d.account_id
    group by 1 order by count(*) desc, 1 limit 1`;
  return main?.currency ?? "";
}

/** Everybody who was drawn, in the share and on the day in which they were drawn first. */
export function drawnPeople(sql: Sql, asked: Split) {
  return sql`
    select debtor_id, (array_agg(arm order by drawn_at, account_id))[1] as arm, min(drawn_on) as drawn_on,
      min(drawn_at) as drawn_at
    from (${drawsOf(sql, asked)}) as d group by debtor_id`;
}

/**
 * What came of each of them whose window is whole, within the same number of days from the day they were drawn, so that early
 * and late ones compare. Money counts by value date, less what bounced; somebody drawn with several accounts is one person
 * with several.
 */
export function outcomesOfPeople(sql: Sql, asked: SplitAsked, currency: string) {
  const { windowDays, today } = asked;
  const within = (at: ReturnType<typeof sql>) =>
    sql`${at} >= w.drawn_at and ${at} < w.drawn_at + make_interval(days => ${windowDays}::int)`;
  return sql`
    select w.debtor_id, w.arm, w.day, count(*)::float8 as accounts, min(a.reference) as reference,
      coalesce(sum(m.paid), 0)::float8 as money,
      exists (select from dispute x where x.debtor_id = w.debtor_id and x.kind = 'complaint'
        and ${within(sql`x.opened_at`)}) as complained,
      exists (select from event x where x.debtor_id = w.debtor_id and x.kind = 'opted-out' and ${within(sql`x.at`)}) as opted_out
    from (
      select *, drawn_on + ${windowDays}::int as day from (${drawnPeople(sql, asked)}) as person
      where drawn_on + ${windowDays}::int <= ${today}::date
    ) as w
    join (${drawsOf(sql, asked)}) as d on d.debtor_id = w.debtor_id and d.drawn_on = w.drawn_on
    join account a on a.id = d.account_id and a.currency = ${currency}
    left join lateral (
      select -sum(e.amount) as paid from ledger_entry e left join ledger_entry o on o.id = e.reverses
      where e.account_id = a.id and e.value_date >= w.drawn_on and e.value_date < w.day
        and (e.kind = 'payment' or (e.kind = 'reversal' and o.kind = 'payment'))
    ) as m on true
    group by w.debtor_id, w.arm, w.day, w.drawn_at`;
}

type Split = Pick<SplitAsked, "flowId" | "nodeId">;

function drawsOf(sql: Sql, { flowId, nodeId }: Split) {
  return sql`
    select debtor_id, account_id, arm, drawn_on, drawn_at from split_draw
    where flow_id = ${flowId} and node_id = ${nodeId}`;
}
