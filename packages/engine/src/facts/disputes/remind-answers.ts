import { readClock, type Transaction } from "@fairflow/db";
import { CASE_OUTCOMES } from "../../dispute-task.ts";

const TITLES = [
  ["dispute", "Decide the dispute: its day is near"],
  ["query", "Answer the question: its day is near"],
  ["complaint", "Answer the complaint: its day is near"],
] as const;

/** Reminds whoever works on a dispute, a query or a complaint that its day is near: once, with a task of its own. */
export async function remindOfAnswers(tx: Transaction): Promise<number> {
  const { now } = await readClock(tx);
  const { count } = await tx.sql`
    with near as (
      update dispute set reminded_at = ${now}
      where status = 'open' and reminded_at is null and remind_at <= ${now}
      returning debtor_id, account_id, kind, assignee, answer_by
    )
    insert into task (debtor_id, account_id, team, kind, title, priority, outcomes, due_at, assignee, created_at)
    select debtor_id, account_id, 'Disputes', near.kind || '_reminder', title, 90,
      ${JSON.stringify(CASE_OUTCOMES)}::jsonb, (answer_by + 1)::timestamp at time zone 'UTC', assignee, ${now}
    from near join unnest(
      ${TITLES.map(([kind]) => kind)}::text[], ${TITLES.map(([, title]) => title)}::text[]
    ) as named (kind, title) on named.kind = near.kind`;
  return count;
}
