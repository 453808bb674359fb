import { readClock, type Transaction } from "@fairflow/db";

const LATE_DATA_TASK = "stale_data";
const OUTCOMES = JSON.stringify([{ id: "seen", label: "Seen to" }]);

/**
 * Tells a person, once, that a portfolio's balance or payment file is late: since then the gate defers its demands. The
 * alarm is withdrawn when newer figures come.
 */
export async function raiseLateData(tx: Transaction): Promise<void> {
  const { now } = await readClock(tx);
  const at = now.toISOString();
  await tx.sql`
    with portfolio_data as (
      select portfolio.name || ' of ' || client.name || ': the balance or payment file is late' as title, data_as_of,
        ${at}::timestamptz - data_as_of > max_data_age_hours * interval '1 hour' as is_late
      from portfolio join client on client.id = client_id
      where max_data_age_hours is not null and data_as_of is not null
    ), withdrawn as (
      update task set status = 'cancelled', closed_at = ${at}, closed_by = 'system'
      from portfolio_data
      where task.status = 'open' and kind = ${LATE_DATA_TASK} and task.title = portfolio_data.title and not is_late
    )
    insert into task (team, kind, title, outcomes, created_at)
    select 'Operations', ${LATE_DATA_TASK}, title, ${OUTCOMES}::jsonb, ${at}::timestamptz
    from portfolio_data
    where is_late and not exists (
      select from task
      where task.debtor_id is null and kind = ${LATE_DATA_TASK} and task.title = portfolio_data.title
        and created_at > data_as_of and status <> 'cancelled'
    )`;
}
