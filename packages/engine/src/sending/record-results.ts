import { BYTEAS, lockDebtors, readClock, type Keyring, type Transaction } from "@fairflow/db";
import type { Count } from "../batch-changes.ts";
import { tell, type FactDeps, type Told } from "../facts/telling.ts";
import { isoTime } from "../iso-time.ts";
import { saveCountsByLane } from "../save-counts.ts";
import { actOnFaults, faultyAddresses, sharersOf } from "./address-faults.ts";
import { wasGivenBack, type OutgoingMessage, type SendResult } from "./channel-port.ts";
import { releaseVisits } from "./tell-refused.ts";
import type { ServedVisit } from "./planned-attempts.ts";

/** After so many tries that surely did not leave, an attempt has failed. */
export const MAX_TRIES = 12;

/** Why a run asks again whose message never reached the provider. */
const NEVER_ARRIVED = "engine.never-arrived";

/**
 * The provider never had it and will refuse it from now on: this attempt is over, and the run asks the gate for another.
 */
export interface NeverArrived {
  readonly kind: "never-arrived";
  readonly code: string;
}

/** What became of one attempt. */
export interface AttemptOutcome {
  readonly attemptId: string;
  readonly shard: number;
  readonly debtorId: string;
  readonly tries: number;
  readonly visits: readonly ServedVisit[];
  readonly result: SendResult | NeverArrived;
  readonly provider: string;
  /** What was said; absent where nobody knows it any more. */
  readonly message?: OutgoingMessage;
}

/**
 * Records what providers said, in one transaction with what it means to the runs. An attempt that has moved on since it
 * was claimed is left alone.
 */
export function recordResults(
  deps: FactDeps,
  outcomes: readonly AttemptOutcome[],
  keyring: Pick<Keyring, "encrypt">,
): Promise<void> {
  if (outcomes.length === 0) return Promise.resolve();
  return deps.database.transaction(async (tx) => {
    const { now } = await readClock(tx);
    await recordResultsIn(deps, tx, { outcomes, keyring, now });
  });
}

export async function recordResultsIn(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly outcomes: readonly AttemptOutcome[];
    readonly keyring: Pick<Keyring, "encrypt">;
    readonly now: Date;
  },
): Promise<void> {
  const { now } = of;
  if (of.outcomes.length === 0) return;
  const settled = of.outcomes.map((outcome) => ({ ...outcome, status: statusOf(outcome) }));
  const faulty = await faultyAddresses(tx, settled.flatMap(addressFaultOf));
  const sharers = await sharersOf(tx, faulty);
  await lockDebtors(tx, [...new Set([...settled.map(({ debtorId }) => debtorId), ...sharers])]);
  const written = await writeOutcomes(tx, settled, of);
  const told = settled.filter(({ attemptId }) => !written.has(attemptId));
  await keepWhatWasSaid(tx, told, of.keyring);
  const counted = settled.filter(
    ({ attemptId, status }) =>
      written.has(attemptId) && status !== "planned" && status !== "in_doubt",
  );
  await releaseUnsent(tx, counted);
  const counts = counted
    .filter(({ status }) => status !== "withdrawn")
    .map((each) => ({
      shard: each.shard,
      counts: each.visits.map((visit) => resultCount(each, visit)),
    }));
  await saveCountsByLane(tx.sql, counts, now.getTime());
  const events = counted.flatMap((each) =>
    each.visits.map((visit) => resultEvent(each, visit, now)),
  );
  await tell(deps, tx, { events, now });
  await actOnFaults(deps, tx, {
    faulty: faulty.filter(({ attemptId }) => written.has(attemptId)),
    now,
  });
}

function addressFaultOf({ attemptId: id, shard, result }: AttemptOutcome) {
  if (result.kind !== "refused" || result.address === undefined) return [];
  return [{ id, shard, fault: result.address }];
}

interface Settled extends AttemptOutcome {
  readonly status: "accepted" | "failed" | "planned" | "in_doubt" | "withdrawn";
}

function statusOf({ result, tries }: AttemptOutcome): Settled["status"] {
  switch (result.kind) {
    case "accepted":
      return "accepted";
    case "refused":
      return "failed";
    case "retry-later":
      return tries + 1 >= MAX_TRIES && !wasGivenBack(result) ? "failed" : "planned";
    case "in-doubt":
      return "in_doubt";
    case "never-arrived":
      return "withdrawn";
  }
}

async function writeOutcomes(
  { sql }: Transaction,
  outcomes: readonly Settled[],
  of: { readonly keyring: Pick<Keyring, "encrypt">; readonly now: Date },
): Promise<ReadonlySet<string>> {
  const at = of.now.toISOString();
  const seal = (column: "subject" | "body") =>
    outcomes.map(({ attemptId, message, status }) => {
      const text = message?.[column];
      if (text === undefined || status === "planned") return null;
      return Buffer.from(of.keyring.encrypt({ table: "attempt", column, row: attemptId }, text));
    });
  const rows = await sql<{ id: string }[]>`
    update attempt set
      status = done.status, provider = done.provider, error_code = done.code,
      -- One that went back keeps what it was known by: what is told of that one is not about the next.
      provider_id = coalesce(done.provider_id, attempt.provider_id),
      delivery = case when done.status = 'accepted' then null else attempt.delivery end,
      accepted_at = case when done.status = 'accepted' then ${at}::timestamptz else attempt.accepted_at end,
      settled_at = case when done.status in ('failed', 'withdrawn') then ${at}::timestamptz end,
      not_before = coalesce(done.not_before, attempt.not_before),
      -- One that goes back joins no other: another may be planned for the day by now.
      merges = attempt.merges and done.status <> 'planned',
      tries = attempt.tries + done.tried,
      subject = coalesce(done.subject, attempt.subject), body = coalesce(done.body, attempt.body)
    from unnest(
      ${outcomes.map(({ shard }) => shard)}::smallint[], ${outcomes.map(({ attemptId }) => attemptId)}::uuid[],
      ${outcomes.map(({ status }) => status)}::text[], ${outcomes.map(({ provider }) => provider)}::text[],
      ${outcomes.map(({ result }) => (result.kind === "accepted" ? result.providerId : null))}::text[],
      ${outcomes.map(({ result }) => (result.kind === "accepted" ? null : result.code))}::text[],
      ${outcomes.map((each) => notBefore(each, of.now))}::timestamptz[],
      ${outcomes.map(({ result }) => (result.kind === "retry-later" && wasGivenBack(result) ? 0 : 1))}::smallint[],
      ${sql.typed(seal("subject"), BYTEAS)}::bytea[], ${sql.typed(seal("body"), BYTEAS)}::bytea[]
    ) as done (shard, id, status, provider, provider_id, code, not_before, tried, subject, body)
    where attempt.shard = done.shard and attempt.id = done.id and attempt.status in ('dispatching', 'in_doubt')
    returning attempt.id`;
  return new Set(rows.map(({ id }) => id));
}

/** A provider told of these before it had answered: they are recorded as accepted, and only the sender knows the text. */
async function keepWhatWasSaid(
  { sql }: Transaction,
  outcomes: readonly Settled[],
  keyring: Pick<Keyring, "encrypt">,
): Promise<void> {
  const said = outcomes.flatMap(({ attemptId, shard, message, result }) =>
    message === undefined || result.kind !== "accepted"
      ? []
      : [{ attemptId, shard, message, providerId: result.providerId }],
  );
  if (said.length === 0) return;
  const seal = (column: "subject" | "body") =>
    said.map(({ attemptId, message }) => {
      const text = message[column];
      if (text === undefined) return null;
      return Buffer.from(keyring.encrypt({ table: "attempt", column, row: attemptId }, text));
    });
  await sql`
    update attempt set subject = coalesce(attempt.subject, said.subject), body = coalesce(attempt.body, said.body)
    from unnest(
      ${said.map(({ shard }) => shard)}::smallint[], ${said.map(({ attemptId }) => attemptId)}::uuid[],
      ${said.map(({ providerId }) => providerId)}::text[],
      ${sql.typed(seal("subject"), BYTEAS)}::bytea[], ${sql.typed(seal("body"), BYTEAS)}::bytea[]
    ) as said (shard, id, provider_id, subject, body)
    where attempt.shard = said.shard and attempt.id = said.id and attempt.provider_id = said.provider_id`;
}

function notBefore({ result, status }: Settled, now: Date): string | null {
  if (status !== "planned" || result.kind !== "retry-later") return null;
  return isoTime(now.getTime() + result.afterMs);
}

async function releaseUnsent(tx: Transaction, outcomes: readonly Settled[]): Promise<void> {
  const unsent = outcomes.filter(({ status }) => status === "failed" || status === "withdrawn");
  if (unsent.length === 0) return;
  await releaseVisits(
    tx,
    unsent.flatMap(({ visits }) => visits),
  );
}

function resultEvent(
  { debtorId, attemptId, status }: Settled,
  visit: ServedVisit,
  now: Date,
): Told {
  const at = { node: visit.node_id, visit: visit.visit };
  const about = {
    debtorId,
    runId: visit.run_id,
    accountId: visit.account_id ?? undefined,
    // Told by the sender and by the reconciler, it is one event.
    cause: `${attemptId}.${visit.run_id}.${status}`,
  };
  if (status === "withdrawn") {
    const again = { rules: [NEVER_ARRIVED], untilMs: now.getTime() };
    return { ...about, kind: "attempt.deferred", payload: { ...at, ...again } };
  }
  return { ...about, kind: status === "accepted" ? "attempt.sent" : "attempt.failed", payload: at };
}

function resultCount({ status, result }: Settled, visit: ServedVisit): Count {
  const at = { versionId: visit.version_id, nodeId: visit.node_id };
  if (status === "accepted") return { ...at, metric: "sent", exit: "" };
  return { ...at, metric: "failed", exit: result.kind === "accepted" ? "" : result.code };
}
