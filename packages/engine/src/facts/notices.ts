import { localTime, zoneNamed, type LocalDate } from "@fairflow/calendar";
import { lockDebtors, readClock, type Transaction } from "@fairflow/db";
import { settleDeliveryIn } from "./deliveries.ts";
import { tell, type Author, type FactDeps } from "./telling.ts";

/** A notice that the law requires, as somebody knows of it who gave it outside or who has proof. */
export interface KnownNotice {
  readonly debtorId: string;
  /** All accounts that the debtor has when it is recorded where absent. */
  readonly accountId?: string | undefined;
  /** As the rule packs name it. */
  readonly noticeId: string;
  /** By which it was given. */
  readonly channel?: string | undefined;
  /** Local dates at the debtor. Who served it has delivered it. */
  readonly sentOn?: LocalDate | undefined;
  readonly deliveredOn?: LocalDate | undefined;
  readonly servedOn?: LocalDate | undefined;
  /** Ids and codes of what shows it, such as a track-and-trace number. */
  readonly evidence?: Readonly<Record<string, string>> | undefined;
  readonly author: Author;
}

/** Records what is known of a notice: the gates of legal steps count from it, and runs that wait for its days are told. */
export async function recordNotice(deps: FactDeps, notice: KnownNotice): Promise<void> {
  await deps.database.transaction((tx) => recordNoticeIn(deps, tx, notice));
}

/** `recordNotice` as a part of a transaction. @returns its id, and whether the same was not on record before */
export async function recordNoticeIn(
  deps: FactDeps,
  tx: Transaction,
  notice: KnownNotice,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { now } = await readClock(tx);
  const { debtorId, accountId, noticeId } = notice;
  await lockDebtors(tx, [debtorId]);
  const known = await knownRecord(tx, notice);
  if (known !== undefined) return { id: known, isNew: false };
  const [id] = await insertRecords(tx, [{ ...notice, attemptId: null }], now);
  if (id === undefined) throw new Error("The notice was not written");
  const payload = { noticeId };
  await tell(deps, tx, {
    events: [{ debtorId, accountId, kind: "notice.recorded", payload }],
    now,
  });
  return { id, isNew: true };
}

/** What says the same of the same notice. */
async function knownRecord({ sql }: Transaction, notice: KnownNotice): Promise<string | undefined> {
  const { debtorId, accountId, noticeId, channel, sentOn, deliveredOn, servedOn, evidence } =
    notice;
  const [row] = await sql<{ id: string }[]>`
    select id from notice_record
    where debtor_id = ${debtorId} and notice_id = ${noticeId} and attempt_id is null
      and (account_id, channel, sent_on, delivered_on, served_on) is not distinct from
        (${accountId ?? null}::uuid, ${channel ?? null}::text, ${sentOn ?? null}::date,
          ${deliveredOn ?? servedOn ?? null}::date, ${servedOn ?? null}::date)
      and evidence = ${JSON.stringify(evidence ?? {})}::jsonb`;
  return row?.id;
}

/** What a person who looked after the proof of a notice that we sent reports. */
export type ProofOutcome = "delivered" | "served" | "not-delivered";

export function proofOutcomeOf(outcome: string): ProofOutcome | undefined {
  return (["delivered", "served", "not-delivered"] as const).find((each) => each === outcome);
}

/**
 * A person recorded the proof of the notice that a visit sent. What is not told is when, so it counts from today: no day is
 * counted too early. The caller holds the debtor's lock.
 */
export async function proveNoticeIn(
  deps: FactDeps,
  tx: Transaction,
  proof: {
    readonly debtorId: string;
    readonly runId: string;
    readonly nodeId: string;
    readonly visit: number;
    readonly outcome: ProofOutcome;
    readonly author: Author;
  },
  now: Date,
): Promise<void> {
  const { debtorId, runId, outcome, author } = proof;
  const [sent] = await tx.sql<SentNotice[]>`
    select attempt.shard, attempt.id, notice_id, account_ids, accepted_at, zone
    from attempt_run
    join attempt on attempt.shard = attempt_run.shard and attempt.id = attempt_id
    join debtor on debtor.id = attempt.debtor_id
    cross join lateral (select node_id = ${proof.nodeId} and visit = ${proof.visit} as is_own) as visited
    where attempt_run.shard = shard_of(${debtorId}) and run_id = ${runId} and not is_released and notice_id is not null
      and attempt.status in ('accepted', 'delivered')
      -- A run that was moved here waits for a notice that it was sent at a step of another version.
      and (is_own or notice_id = (
        select coalesce(state -> 'interrupted' -> 'waiting' ->> 'notice', state -> 'waiting' ->> 'notice') from run
        where run.shard = shard_of(${debtorId}) and run.id = ${runId} and run.node_id = ${proof.nodeId}
      ))
    order by is_own desc, accepted_at desc limit 1`;
  if (sent === undefined) return;
  if (outcome === "not-delivered") {
    const { shard, id } = sent;
    await settleDeliveryIn(deps, tx, { shard, id, arrived: false, at: now }, now);
    return;
  }
  const law = await deps.law.newest(tx.sql);
  const zone = zoneNamed(law.zones, sent.zone);
  const dayOf = (instant: Date) => (zone === undefined ? undefined : localTime(zone, instant).date);
  const today = dayOf(now);
  const known = {
    debtorId,
    noticeId: sent.notice_id,
    sentOn: dayOf(sent.accepted_at),
    ...(outcome === "served" ? { servedOn: today } : { deliveredOn: today }),
    author,
    attemptId: sent.id,
  };
  await insertRecords(
    tx,
    sent.account_ids.map((accountId) => ({ ...known, accountId })),
    now,
  );
  const payload = { noticeId: sent.notice_id };
  await tell(deps, tx, { events: [{ debtorId, runId, kind: "notice.recorded", payload }], now });
}

interface SentNotice {
  readonly shard: number;
  readonly id: string;
  readonly notice_id: string;
  readonly account_ids: readonly string[];
  readonly accepted_at: Date;
  readonly zone: string;
}

async function insertRecords(
  { sql }: Transaction,
  records: readonly (KnownNotice & { readonly attemptId: string | null })[],
  now: Date,
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    insert into notice_record (debtor_id, account_id, notice_id, attempt_id, channel, sent_on, delivered_on, served_on, evidence,
      author, recorded_at)
    select *, ${now}::timestamptz from unnest(
      ${records.map(({ debtorId }) => debtorId)}::uuid[],
      ${records.map(({ accountId }) => accountId ?? null)}::uuid[],
      ${records.map(({ noticeId }) => noticeId)}::text[], ${records.map(({ attemptId }) => attemptId)}::uuid[],
      ${records.map(({ channel }) => channel ?? null)}::text[],
      ${records.map(({ sentOn }) => sentOn ?? null)}::date[],
      ${records.map(({ deliveredOn, servedOn }) => deliveredOn ?? servedOn ?? null)}::date[],
      ${records.map(({ servedOn }) => servedOn ?? null)}::date[],
      ${records.map(({ evidence }) => JSON.stringify(evidence ?? {}))}::jsonb[],
      ${records.map(({ author }) => author)}::text[])
    returning id`;
  return rows.map(({ id }) => id);
}
