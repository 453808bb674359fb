import { readClock, type Transaction } from "@fairflow/db";
import { MessageChannel } from "@fairflow/interpreter";
import { servedVisits } from "./planned-attempts.ts";
import { recordResults, type AttemptOutcome } from "./record-results.ts";
import type { SendingDeps } from "./send-lane.ts";

/** Real time: a claim whose sender has said nothing for so long has lost it. */
const SENDER_LOST_MS = 60_000;

/** Real time: after so long a person is asked. */
const ASK_A_PERSON_MS = 24 * 3_600_000;

const RECONCILE_AT_ONCE = 200;

interface Doubtful {
  readonly id: string;
  readonly shard: number;
  readonly debtor_id: string;
  readonly account_ids: readonly string[];
  readonly channel: string;
  readonly tries: number;
  readonly claimed_at: Date;
}

/**
 * Finds out what became of messages of which nobody knows: asks the provider, and after a day a person. Never sends
 * again by itself what may have been sent (I6).
 *
 * @returns how many were settled
 */
export async function reconcile(
  deps: SendingDeps,
  timing: { readonly senderLostMs?: number } = {},
): Promise<number> {
  const { realNow } = await readClock(deps.database);
  const lostBefore = new Date(realNow.getTime() - (timing.senderLostMs ?? SENDER_LOST_MS));
  const doubtful = await deps.database.sql<Doubtful[]>`
    update attempt set status = 'in_doubt'
    where (shard, id) in (
      select shard, id from attempt
      where status in ('dispatching', 'in_doubt') and claimed_at < ${lostBefore}
      order by claimed_at
      limit ${RECONCILE_AT_ONCE}
      for update skip locked
    )
    returning id, shard, debtor_id, account_ids, channel, tries, claimed_at`;
  if (doubtful.length === 0) return 0;
  const visits = await servedVisits(deps.database.sql, doubtful);
  const outcomes: AttemptOutcome[] = [];
  const unknown: Doubtful[] = [];
  for (const attempt of doubtful) {
    const port = deps.ports[MessageChannel.parse(attempt.channel)];
    const found = (await port?.lookup?.(attempt.id)) ?? { kind: "unknown" as const };
    if (port === undefined || found.kind === "unknown") {
      unknown.push(attempt);
      continue;
    }
    outcomes.push({
      attemptId: attempt.id,
      shard: attempt.shard,
      debtorId: attempt.debtor_id,
      tries: attempt.tries,
      visits: visits.get(attempt.id) ?? [],
      provider: port.name,
      result: found.kind === "accepted" ? found : { kind: "never-arrived", code: "never-arrived" },
    });
  }
  await recordResults(deps, outcomes, deps.keyring);
  await askAPerson(deps, unknown, realNow);
  return outcomes.length;
}

async function askAPerson(
  { database }: SendingDeps,
  unknown: readonly Doubtful[],
  realNow: Date,
): Promise<void> {
  const old = unknown.filter(
    ({ claimed_at: claimedAt }) => realNow.getTime() - claimedAt.getTime() > ASK_A_PERSON_MS,
  );
  if (old.length === 0) return;
  await database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await openTasks(tx, old, now);
  });
}

async function openTasks(
  { sql }: Transaction,
  attempts: readonly Doubtful[],
  now: Date,
): Promise<void> {
  await sql`
    insert into task (debtor_id, account_id, attempt_id, team, kind, title, outcomes, created_at)
    select debtor_id, account_id, attempt_id, 'Operations', 'in_doubt', 'Was this message sent?',
      ${JSON.stringify([
        { id: "sent", label: "It was sent" },
        { id: "not-sent", label: "It was not sent" },
      ])}::jsonb, ${now}::timestamptz
    from unnest(
      ${attempts.map(({ debtor_id: id }) => id)}::uuid[],
      ${attempts.map(({ account_ids: [first] }) => first ?? null)}::uuid[],
      ${attempts.map(({ id }) => id)}::uuid[]
    ) as asked (debtor_id, account_id, attempt_id)
    where not exists (select from task where task.attempt_id = asked.attempt_id and kind = 'in_doubt')`;
}
