import type { Transaction } from "../connect.ts";

export interface StoredTeam {
  readonly name: string;
  /** Pieces of work that flows may ask of it on one of its days; null for as many as they like. */
  readonly dailyCapacity: number | null;
  readonly zone: string | null;
  readonly members: readonly string[];
  /** What flows asked of it today, counted up to its capacity or 1,000. */
  readonly takenToday: number;
}

/** Counted to here where a team has no capacity. */
const MOST = 1000;

/** Every team that has settings, members or open work. */
export async function teamsAtDesk(
  { sql }: Transaction,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<readonly StoredTeam[]> {
  return sql<StoredTeam[]>`
    with recursive named as (
      (select team from task where status = 'open' and call_back_at is null order by team limit 1)
      union all
      select (
        select task.team from task
        where status = 'open' and call_back_at is null and task.team > named.team order by task.team limit 1
      )
      from named where named.team is not null
    ), known as (
      select team as name from named where team is not null union select name from team
    )
    select known.name, daily_capacity as "dailyCapacity", zone,
      array(select user_id from team_member where team = known.name order by user_id) as members,
      (
        select count(*)::int from (
          select from task
          where task.team = known.name and run_id is not null
            and created_at >= date_trunc('day', ${now}::timestamptz, coalesce(zone, ${zone}))
          limit least(coalesce(daily_capacity, ${MOST}), ${MOST})
        ) as asked
      ) as "takenToday"
    from known left join team on team.name = known.name
    order by known.name`;
}

/** The teams that somebody works in. */
export async function teamsOf({ sql }: Transaction, userId: string): Promise<readonly string[]> {
  const rows = await sql<{ team: string }[]>`
    select team from team_member where user_id = ${userId} order by team`;
  return rows.map(({ team }) => team);
}

export async function saveTeam(
  { sql }: Transaction,
  of: {
    readonly name: string;
    readonly dailyCapacity: number | null;
    readonly zone: string;
    readonly members: readonly string[];
    readonly userId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { name, dailyCapacity, zone, members, userId, now } = of;
  await sql`
    insert into team (name, daily_capacity, zone, changed_by, changed_at)
    values (${name}, ${dailyCapacity}, ${zone}, ${userId}, ${now})
    on conflict (name) do update set daily_capacity = excluded.daily_capacity, zone = excluded.zone,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`;
  await sql`delete from team_member where team = ${name} and user_id <> all(${[...members]}::text[])`;
  await sql`
    insert into team_member (team, user_id) select ${name}, unnest(${[...members]}::text[])
    on conflict do nothing`;
}
