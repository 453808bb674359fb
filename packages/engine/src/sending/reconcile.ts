import { readClock, type Transaction } from "@fairflow/db";
import { MessageChannel } from "@fairflow/interpreter";
import type { ChannelPort, LookupResult } from "./channel-port.ts";
import { servedVisits } from "./planned-attempts.ts";
import { recordResults, type AttemptOutcome } from "./record-results.ts";
import type { SendingDeps } from "./send-lane.ts";

/** Real time: a claim whose sender has said nothing for so long has lost it. */
const SENDER_LOST_MS = 60_000;

/** Real time: after so long a person is asked. */
const ASK_A_PERSON_MS = 24 * 3_600_000;

const RECONCILE_AT_ONCE = 200;

const UNKNOWN: LookupResult = { kind: "unknown" };
const BEGINNING = new Date(0);
const NIL = "00000000-0000-0000-0000-000000000000";

interface Doubtful {
  readonly id: string;
  readonly shard: number;
  readonly debtor_id: string;
  readonly account_ids: readonly string[];
  readonly channel: string;
  /** Whom it was claimed for. */
  readonly provider: string | null;
  readonly tries: number;
  readonly claimed_at: Date;
}

/**
 * Finds out what became of messages of which nobody knows: asks the provider, and after a day a person. Never sends
 * again by itself what may have been sent (I6).
 *
 * @returns how many were settled
 * @throws AggregateError of what adapters threw instead of answering, once all others are settled
 */
export async function reconcile(
  deps: SendingDeps,
  timing: { readonly senderLostMs?: number } = {},
): Promise<number> {
  const { realNow } = await readClock(deps.database);
  const lostBefore = new Date(realNow.getTime() - (timing.senderLostMs ?? SENDER_LOST_MS));
  const faults: unknown[] = [];
  let settled = 0;
  let last: Doubtful | undefined;
  do {
    const doubtful = await takeDoubtful(deps, lostBefore, last);
    const { outcomes, unknown } = await lookUp(deps, doubtful, faults);
    await recordResults(deps, outcomes, deps.keyring);
    await askAPerson(deps, unknown, realNow);
    settled += outcomes.length;
    last = doubtful.length < RECONCILE_AT_ONCE ? undefined : doubtful.at(-1);
  } while (last !== undefined);
  if (faults.length > 0) throw new AggregateError(faults, "Messages could not be looked up");
  return settled;
}

/** The next of those that nobody has answered for, the oldest claims first. */
async function takeDoubtful(
  { database }: SendingDeps,
  lostBefore: Date,
  after: Doubtful | undefined,
): Promise<readonly Doubtful[]> {
  const rows = await database.sql<Doubtful[]>`
    update attempt set status = 'in_doubt'
    where (shard, id) in (
      select shard, id from attempt
      where status in ('dispatching', 'in_doubt') and claimed_at < ${lostBefore}
        -- A letter in a batch is on nobody's way: it counts as sent when the batch is handed over.
        and not exists (select from letter where letter.attempt_id = attempt.id and letter.status = 'in_batch')
        and (claimed_at, id) > (${after?.claimed_at ?? BEGINNING}, ${after?.id ?? NIL})
      order by claimed_at, id
      limit ${RECONCILE_AT_ONCE}
      for update skip locked
    )
    returning id, shard, debtor_id, account_ids, channel, provider, tries, claimed_at`;
  return rows.toSorted(
    (a, b) => a.claimed_at.getTime() - b.claimed_at.getTime() || (a.id < b.id ? -1 : 1),
  );
}

async function lookUp(
  deps: SendingDeps,
  doubtful: readonly Doubtful[],
  faults: unknown[],
): Promise<{
  readonly outcomes: readonly AttemptOutcome[];
  readonly unknown: readonly Doubtful[];
}> {
  const visits = await servedVisits(deps.database.sql, doubtful);
  const outcomes: AttemptOutcome[] = [];
  const unknown: Doubtful[] = [];
  for (const attempt of doubtful) {
    const channel = MessageChannel.parse(attempt.channel);
    const port = await deps.ports.named(attempt.provider ?? "", channel);
    const found = port === undefined ? UNKNOWN : await lookUpOne(port, attempt.id, faults);
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
  return { outcomes, unknown };
}

/** One that cannot be asked about must not keep the others in doubt. */
async function lookUpOne(
  port: ChannelPort,
  attemptId: string,
  faults: unknown[],
): Promise<LookupResult> {
  try {
    return (await port.lookup?.(attemptId)) ?? UNKNOWN;
  } catch (fault) {
    faults.push(fault);
    return UNKNOWN;
  }
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
