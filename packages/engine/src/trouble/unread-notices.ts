import type { Sql } from "@fairflow/db";
import { MOST_OF_A_KIND, type Trouble } from "./trouble.ts";

interface UnreadNotice {
  readonly id: string;
  readonly provider: string;
  readonly name: string | null;
  readonly received_at: Date;
  readonly quarantine_reason: string | null;
  readonly tries: number;
}

/** What providers told and nobody could read or book: it was given up, and waits. */
export async function unreadNotices(sql: Sql): Promise<readonly Trouble[]> {
  const rows = await sql<UnreadNotice[]>`
    select inbox.id, inbox.provider, provider.name, received_at, quarantine_reason, tries
    from inbox left join provider on provider.id::text = split_part(inbox.provider, ':', 2)
    where quarantined_at is not null and processed_at is null
    order by received_at limit ${MOST_OF_A_KIND}`;
  return rows.map((row) => ({
    kind: "notice-unread",
    id: row.id,
    about: row.name ?? row.provider,
    since: row.received_at,
    code: row.quarantine_reason,
    facts: { tries: row.tries },
    flowId: null,
    people: [],
    peopleCount: null,
    actions: ["retry", "skip", "hand-over"],
  }));
}

/** Has it read again from the start. @returns false for one that waits for nobody */
export async function readNoticeAgain(sql: Sql, id: string): Promise<boolean> {
  const { count } = await sql`
    update inbox set quarantined_at = null, quarantine_reason = null, tries = 0
    where id = ${id} and quarantined_at is not null and processed_at is null`;
  return count > 0;
}

/** Nothing is made of it, for good. @returns false for one that waits for nobody */
export async function leaveNotice(sql: Sql, id: string, realNow: Date): Promise<boolean> {
  const { count } = await sql`
    update inbox set processed_at = ${realNow}, outcome = 'set-aside'
    where id = ${id} and quarantined_at is not null and processed_at is null`;
  return count > 0;
}
