import type { Sql } from "@fairflow/db";
import { MOST_OF_A_KIND, type Trouble } from "./trouble.ts";

/** Real time: until then its provider may still tell. */
const IN_DOUBT_AFTER_MS = 5 * 60_000;

interface Doubtful {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_ids: readonly string[];
  readonly channel: string;
  readonly provider: string | null;
  readonly error_code: string | null;
  readonly claimed_at: Date;
  readonly has_task: boolean;
}

/** Messages of which nobody knows whether they were sent (I6). */
export async function doubtfulMessages(sql: Sql, realNow: Date): Promise<readonly Trouble[]> {
  const rows = await sql<Doubtful[]>`
    select id, debtor_id, account_ids, channel, coalesce(
        (select name from provider where provider.id::text = attempt.provider), provider
      ) as provider, error_code, claimed_at,
      exists (select from task where task.attempt_id = attempt.id and kind = 'in_doubt' and status = 'open') as has_task
    from attempt
    where status in ('dispatching', 'in_doubt') and claimed_at < ${new Date(realNow.getTime() - IN_DOUBT_AFTER_MS)}
      and not exists (select from letter where letter.attempt_id = attempt.id and letter.status = 'in_batch')
    order by claimed_at limit ${MOST_OF_A_KIND}`;
  return rows.map((row) => ({
    kind: "message-in-doubt",
    id: row.id,
    about: row.provider ?? "",
    since: row.claimed_at,
    code: row.error_code,
    facts: { channel: row.channel },
    flowId: null,
    people: [{ debtorId: row.debtor_id, accountId: row.account_ids[0] ?? null }],
    peopleCount: 1,
    actions: [
      "retry",
      "was-sent",
      "was-not-sent",
      ...(row.has_task ? [] : (["hand-over"] as const)),
    ],
  }));
}
