import type { Sql } from "@fairflow/db";
import { MOST_OF_A_KIND, type Trouble } from "./trouble.ts";

/** Real time: what nobody refused again for so long is over. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Fewer are strangers who try an address, not a provider whose secret or address is wrong. */
const FEWEST = 3;

/** What a provider tells at which of its addresses. */
export type NoticePlace = "status" | "inbound" | "payment";

export interface RefusedNotices {
  /** The provider's id. */
  readonly provider: string;
  readonly place: NoticePlace;
  /** Why the last one was refused, as a code. */
  readonly why: string;
  readonly count: number;
}

/** Counts notices that were refused. What was refused more than a day before counts no more. */
export async function countRefusals(
  sql: Sql,
  { provider, place, why, count }: RefusedNotices,
  realNow: Date,
): Promise<void> {
  const forgotten = new Date(realNow.getTime() - REMEMBERED_MS);
  await sql`
    insert into refused_notice as known (provider, place, why, count, first_at, last_at)
    values (${provider}, ${place}, ${why}, ${count}, ${realNow}, ${realNow})
    on conflict (provider, place) do update set why = excluded.why, last_at = excluded.last_at,
      count = excluded.count + case when known.last_at < ${forgotten} then 0 else known.count end,
      first_at = case when known.last_at < ${forgotten} then excluded.first_at else known.first_at end`;
}

/** Providers whose word is not believed: a secret or an address is not what the provider has, or somebody else speaks for it. */
export async function refusedNotices(sql: Sql, realNow: Date): Promise<readonly Trouble[]> {
  const rows = await sql<
    {
      provider: string;
      name: string;
      place: NoticePlace;
      why: string;
      count: number;
      first_at: Date;
      last_at: Date;
    }[]
  >`
    select refused_notice.provider, provider.name, place, why, count, first_at, last_at
    from refused_notice join provider on provider.id::text = refused_notice.provider
    where count >= ${FEWEST} and last_at > ${new Date(realNow.getTime() - REMEMBERED_MS)} and removed_at is null
    order by first_at limit ${MOST_OF_A_KIND}`;
  return rows.map((row) => ({
    kind: "notice-refused",
    id: `${row.provider}:${row.place}`,
    about: row.name,
    since: row.first_at,
    code: row.why,
    facts: { place: row.place, count: row.count, lastMs: row.last_at.getTime() },
    flowId: null,
    people: [],
    peopleCount: null,
    actions: ["skip", "hand-over"],
  }));
}

/** Somebody has seen to it: counting begins anew. @returns false where nothing is counted */
export async function forgetRefusals(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`
    delete from refused_notice where provider || ':' || place = ${id}`;
  return count > 0;
}
