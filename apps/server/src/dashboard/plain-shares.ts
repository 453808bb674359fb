import type { Database } from "@fairflow/db";

/*
 * The dashboard's shares once more, from what happened and not from what was counted of it, for one zone and days of one month.
 */

const ZONE = "Africa/Johannesburg";

/** Of each flow, the entries that began in the days, and those of them that had ended well when the days were over. */
export async function plainConversions(
  { sql }: Pick<Database, "sql">,
  from: string,
  through: string,
): Promise<{ readonly flow: string; readonly whole: number; readonly part: number }[]> {
  return sql`
    select flow_id as flow, count(*)::int as whole,
      (count(*) filter (where succeeded and ended_at < (${through}::date + 1)::timestamp at time zone ${ZONE}))::int as part
    from run
    where started_at >= ${from}::date::timestamp at time zone ${ZONE}
      and started_at < (${through}::date + 1)::timestamp at time zone ${ZONE}
    group by flow_id`;
}

/** The accounts in arrears at the close before the days, and those of them that had none at a close of the days. */
export async function plainCures({ sql }: Pick<Database, "sql">, from: string, through: string) {
  const [row] = await sql<{ whole: number; part: number }[]>`
    with late as (select account_id from daily_snapshot where day = ${from}::date - 1 and arrears > 0)
    select count(*)::int as whole, (count(*) filter (where exists (
      select from daily_snapshot s where s.account_id = late.account_id and s.arrears = 0 and s.day between ${from} and ${through}
    )))::int as part
    from late`;
  return { kind: "share", part: row?.part ?? 0, whole: row?.whole ?? 0 } as const;
}
