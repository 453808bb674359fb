import { readClock, type Sql, type Transaction } from "@fairflow/db";

/** What should happen to a hold next. */
export interface ExpectedEvent {
  /** A code: `form_17_2`, `court_order`, `letters_of_executorship`. */
  readonly event: string;
  readonly by: Date;
}

/** The kind of a task that asks after an event that did not come. */
const EXPECTED_EVENT_TASK = "expected_event";

const ASKED_AT_ONCE = 5_000;
const OUTCOMES = JSON.stringify([
  { id: "came", label: "It has come" },
  { id: "not-coming", label: "It is not coming" },
]);

/** The event that was expected has come, or another is expected now: whoever was asked need not look any more. */
export async function expectNext(
  { sql }: { readonly sql: Sql },
  of: { readonly holdId: string; readonly nextEvent: ExpectedEvent; readonly now: Date },
): Promise<void> {
  await closeAsks({ sql }, [of.holdId], of.now);
  await sql`
    update hold set next_event = ${of.nextEvent.event}, next_event_by = ${of.nextEvent.by}, next_event_asked_at = null
    where id = ${of.holdId}`;
}

/** Withdraws the questions after events of holds that are over. */
export async function closeAsks(
  { sql }: { readonly sql: Sql },
  holdIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    update task set status = 'cancelled', closed_at = ${now}, closed_by = 'system'
    from hold
    where hold.id = any(${holdIds}::uuid[]) and next_event_asked_at is not null
      and task.debtor_id = hold.debtor_id and task.account_id is not distinct from hold.account_id
      and task.kind = ${EXPECTED_EVENT_TASK} and task.status = 'open'
      and task.created_at = next_event_asked_at`;
}

/**
 * Opens a task for each hold whose next event did not come by its day. Called by the clock loop, on the quarter hour.
 *
 * @returns how many were opened
 */
export async function askForEvents(tx: Transaction): Promise<number> {
  const { now } = await readClock(tx);
  const { count } = await tx.sql`
    with late as (
      update hold set next_event_asked_at = ${now}
      where id in (
        select id from hold
        where ended_at is null and next_event_by <= ${now} and next_event_asked_at is null
        order by next_event_by limit ${ASKED_AT_ONCE}
        for update skip locked
      )
      returning debtor_id, account_id, state, next_event
    )
    insert into task (debtor_id, account_id, team, kind, title, outcomes, due_at, created_at)
    select debtor_id, account_id, 'Compliance', ${EXPECTED_EVENT_TASK},
      replace(state, '_', ' ') || ': ' || replace(next_event, '_', ' ') || ' has not come', ${OUTCOMES}::jsonb,
      ${now}::timestamptz, ${now}::timestamptz
    from late`;
  return count;
}
