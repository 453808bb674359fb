import type { LocalDate } from "@fairflow/calendar";
import type { Database } from "@fairflow/db";
import type { ArmSums } from "@fairflow/reports";
import {
  currencyOf,
  drawnPeople,
  outcomesOfPeople,
  type SplitAsked,
} from "./outcomes-of-people.ts";

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

/** What came of the people of a split, those whose window is whole by the day on which it ended. */
export async function readExperimentOutcomes(
  { sql }: Pick<Database, "sql">,
  asked: SplitAsked,
): Promise<ExperimentOutcomes> {
  const [currency, drawn] = await Promise.all([
    currencyOf(sql, asked),
    sql<{ arm: string; people: number }[]>`
      select arm, count(*)::int as people from (${drawnPeople(sql, asked)}) as person group by 1`,
  ]);
  const matured = await sql<MaturedPeople[]>`
    select arm, day, count(*)::int as people, sum(accounts)::int as accounts, sum(money) as money,
      sum(money * money) as "moneySquared", sum(accounts * accounts) as "accountsSquared",
      sum(money * accounts) as "moneyByAccounts", count(*) filter (where money > 0)::int as payers,
      sum(complained::int)::int as complaints, sum(opted_out::int)::int as "optOuts"
    from (${outcomesOfPeople(sql, asked, currency)}) as outcome group by 1, 2 order by 2, 1`;
  return { currency, matured, drawn: new Map(drawn.map(({ arm, people }) => [arm, people])) };
}
