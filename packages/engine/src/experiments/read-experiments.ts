import type { LocalDate } from "@fairflow/calendar";
import type { Database } from "@fairflow/db";
import type { ArmSums } from "@fairflow/reports";

/** A split that people were drawn at. */
export interface DrawnSplit {
  readonly flowId: string;
  readonly nodeId: string;
  readonly flowName: string;
  /** The newest version that has this step, as it was published. */
  readonly document: unknown;
  readonly people: number;
  readonly firstOn: LocalDate;
}

/** Every split that people were drawn at, the newest first. */
export async function readDrawnSplits({
  sql,
}: Pick<Database, "sql">): Promise<readonly DrawnSplit[]> {
  return sql<DrawnSplit[]>`
    select d.flow_id as "flowId", d.node_id as "nodeId", f.name as "flowName", v.document, d.people,
      d.first_on as "firstOn"
    from (
      select flow_id, node_id, count(distinct debtor_id)::int as people, min(drawn_on) as first_on,
        min(drawn_at) as first_at
      from split_draw group by 1, 2
    ) as d
    join flow f on f.id = d.flow_id
    cross join lateral (
      select document from flow_version x where x.flow_id = d.flow_id
        and x.document -> 'nodes' @> jsonb_build_array(jsonb_build_object('id', d.node_id, 'type', 'split'))
      order by x.number desc limit 1
    ) as v
    order by d.first_at desc`;
}

/** People of one arm whose window ended on one day. */
export interface MaturedPeople extends ArmSums {
  readonly arm: string;
  readonly day: LocalDate;
}

export interface ExperimentOutcomes {
  readonly currency: string;
  readonly matured: readonly MaturedPeople[];
  /** By arm: everybody who was drawn, those whose window is still open among them. */
  readonly drawn: ReadonlyMap<string, number>;
}

/**
 * What came of the people of a split, each within the same number of days from the day they were drawn, so that early and
 * late ones compare. Money counts by value date, less what bounced; somebody drawn with several accounts is one person with
 * several. People count where they were drawn first.
 *
 * @param windowDays from the day of the draw, that day included
 * @param today the local date: windows that end before it are whole
 */
export async function readExperimentOutcomes(
  { sql }: Pick<Database, "sql">,
  split: { readonly flowId: string; readonly nodeId: string },
  { windowDays, today }: { readonly windowDays: number; readonly today: LocalDate },
): Promise<ExperimentOutcomes> {
  const draws = sql`
    select debtor_id, account_id, arm, drawn_on, drawn_at from split_draw
    where flow_id = ${split.flowId} and node_id = ${split.nodeId}`;
  const [[main], drawn] = await Promise.all([
    sql<{ currency: string }[]>`
      select a.currency from (${draws}) as d join account a on a.id = d.account_id
      group by 1 order by count(*) desc, 1 limit 1`,
    sql<{ arm: string; people: number }[]>`
      select arm, count(*)::int as people from (
        select (array_agg(arm order by drawn_at, account_id))[1] as arm from (${draws}) as d group by debtor_id
      ) as person group by 1`,
  ]);
  const currency = main?.currency ?? "";
  const matured = await sql<MaturedPeople[]>`
    with person as (
      select debtor_id, (array_agg(arm order by drawn_at, account_id))[1] as arm, min(drawn_on) as drawn_on,
        min(drawn_at) as drawn_at
      from (${draws}) as d group by debtor_id
    ), whole as (
      select *, drawn_on + ${windowDays}::int as day from person where drawn_on + ${windowDays}::int <= ${today}::date
    ), outcome as (
      select w.arm, w.day, count(*)::float8 as accounts, coalesce(sum(m.paid), 0)::float8 as money,
        (exists (select from dispute x where x.debtor_id = w.debtor_id and x.kind = 'complaint'
          and x.opened_at >= w.drawn_at and x.opened_at < w.drawn_at + make_interval(days => ${windowDays}::int)))::int as complained,
        (exists (select from event x where x.debtor_id = w.debtor_id and x.kind = 'opted-out'
          and x.at >= w.drawn_at and x.at < w.drawn_at + make_interval(days => ${windowDays}::int)))::int as opted_out
      from whole w
      join (${draws}) as d on d.debtor_id = w.debtor_id and d.drawn_on = w.drawn_on
      join account a on a.id = d.account_id and a.currency = ${currency}
      left join lateral (
        select -sum(e.amount) as paid from ledger_entry e left join ledger_entry o on o.id = e.reverses
        where e.account_id = a.id and e.value_date >= w.drawn_on and e.value_date < w.day
          and (e.kind = 'payment' or (e.kind = 'reversal' and o.kind = 'payment'))
      ) as m on true
      group by w.debtor_id, w.arm, w.day, w.drawn_at
    )
    select arm, day, count(*)::int as people, sum(accounts)::int as accounts, sum(money) as money,
      sum(money * money) as "moneySquared", sum(accounts * accounts) as "accountsSquared",
      sum(money * accounts) as "moneyByAccounts", count(*) filter (where money > 0)::int as payers,
      sum(complained)::int as complaints, sum(opted_out)::int as "optOuts"
    from outcome group by 1, 2 order by 2, 1`;
  return { currency, matured, drawn: new Map(drawn.map(({ arm, people }) => [arm, people])) };
}
