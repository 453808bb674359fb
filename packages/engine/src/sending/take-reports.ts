import { lockDebtors, readClock, type Keyring, type Transaction } from "@fairflow/db";
import { settleDeliveryIn } from "../facts/deliveries.ts";
import type { FactDeps } from "../facts/telling.ts";
import { isoTime } from "../iso-time.ts";
import { actOnFaults, faultyAddresses, sharersOf, type FaultyAddress } from "./address-faults.ts";
import type { AddressFault } from "./channel-port.ts";
import { neverLeft, type DeliveryReport } from "./delivery-status.ts";
import { servedVisits } from "./planned-attempts.ts";
import { MAX_TRIES, recordResultsIn } from "./record-results.ts";
import { saveDeliveries } from "./save-deliveries.ts";
import { attemptsByName, withReports, type ToldAttempt } from "./told-attempts.ts";

/** What a provider has told of one message, by any number of reports in any order. */
export interface ToldOfMessage {
  /** The port's name. */
  readonly provider: string;
  /** The provider's id of the message. */
  readonly providerId: string;
  /** Ours, where the provider gives it back: it may tell before its answer that names `providerId` has come. */
  readonly attemptId: string | undefined;
  readonly reports: readonly DeliveryReport[];
}

/**
 * `again`: nothing that was not known; `unknown`: of a message that is none of ours, or of one that has since been sent
 * once more.
 */
export type TakenReport = "delivered" | "failed" | "waits" | "noted" | "again" | "unknown";

/** What surely never left goes back to its place; its provider's queue has to empty first. */
const QUEUE_FULL_MS = 10 * 60_000;

/**
 * Takes what a provider told of a message: reports join in a lattice, so that duplicates and any order end the same. A
 * report settles a doubt, since only a provider that took a message can tell of it.
 */
export async function takeReportsIn(
  deps: FactDeps,
  tx: Transaction,
  told: ToldOfMessage,
): Promise<TakenReport> {
  const found = await findAttempt(tx, told);
  if (found === undefined) return "unknown";
  const faulty = await faultyAddresses(tx, faultsIn(found, told.reports));
  await lockDebtors(tx, [...new Set([found.debtor_id, ...(await sharersOf(tx, faulty))])]);
  const { now } = await readClock(tx);
  const attempt = await settledAsTaken(deps, tx, { told, now });
  if (attempt === undefined) return "unknown";
  const { after, isNew } = withReports(attempt.delivery, told.reports);
  if (!isNew) return "again";
  await saveDeliveries(tx, [{ attempt, after }], now);
  return act(deps, tx, { attempt, after, faulty, now });
}

async function findAttempt(
  { sql }: Transaction,
  { provider, providerId, attemptId }: ToldOfMessage,
): Promise<ToldAttempt | undefined> {
  const byName = () => attemptsByName({ sql }, [{ provider, providerId }]);
  const [named] = await byName();
  if (named !== undefined || attemptId === undefined) return named;
  const byOurs = await sql<ToldAttempt[]>`
    select id, shard, debtor_id, status, tries, provider_id, delivery, outcome from attempt
    where shard between 0 and 127 and id = ${attemptId} and provider = ${provider} and claimed_at is not null
      and (
        status in ('planned', 'dispatching', 'in_doubt')
        -- Of one that a person has settled nobody knew what its provider calls it.
        or status = 'accepted' and provider_id = id::text
      )`;
  if (byOurs[0] !== undefined) return byOurs[0];
  // Its sender may have recorded the provider's answer between the two questions.
  return (await byName())[0];
}

/** As it is under its debtor's lock, once a doubt whether the provider took it is settled. */
async function settledAsTaken(
  deps: FactDeps,
  tx: Transaction,
  { told, now }: { readonly told: ToldOfMessage; readonly now: Date },
): Promise<ToldAttempt | undefined> {
  const attempt = await findAttempt(tx, told);
  if (attempt === undefined) return undefined;
  const { id, shard, status } = attempt;
  if (status === "accepted" && attempt.provider_id === id) {
    await tx.sql`update attempt set provider_id = ${told.providerId} where shard = ${shard} and id = ${id}`;
    return attempt;
  }
  if (!isDoubtful(attempt, told)) return attempt;
  if (status === "planned") {
    await tx.sql`update attempt set status = 'in_doubt' where shard = ${shard} and id = ${id}`;
  }
  const visits = await servedVisits(tx.sql, [attempt]);
  const outcome = {
    attemptId: id,
    shard,
    debtorId: attempt.debtor_id,
    tries: attempt.tries,
    visits: visits.get(id) ?? [],
    provider: told.provider,
    result: { kind: "accepted" as const, providerId: told.providerId },
  };
  await recordResultsIn(deps, tx, { outcomes: [outcome], keyring: NOTHING_SAID, now });
  await tx.sql`
    update task set status = 'done', outcome = 'sent', closed_at = ${now}, closed_by = 'provider'
    where attempt_id = ${id} and kind = 'in_doubt' and status = 'open'`;
  return findAttempt(tx, told);
}

/** One that went back and is told of again under its old id is planned for good reason. */
function isDoubtful({ status, provider_id }: ToldAttempt, { providerId }: ToldOfMessage): boolean {
  return provider_id !== providerId && ["planned", "dispatching", "in_doubt"].includes(status);
}

async function act(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly attempt: ToldAttempt;
    readonly after: DeliveryReport;
    readonly faulty: readonly FaultyAddress[];
    readonly now: Date;
  },
): Promise<TakenReport> {
  const { attempt, after, faulty, now } = of;
  const { shard, id, status } = attempt;
  switch (after.status) {
    case "accepted":
    case "sent":
      return "noted";
    case "delivered":
    case "read": {
      // It had gone back, and has arrived all the same: it must not leave again.
      if (status === "planned") {
        await tx.sql`
          update attempt set status = 'accepted' where shard = ${shard} and id = ${id} and accepted_at is not null`;
      }
      const delivered = { shard, id, arrived: true, at: now };
      return (await settleDeliveryIn(deps, tx, delivered, now)) ? "delivered" : "noted";
    }
    case "failed": {
      if (status !== "accepted" || attempt.outcome !== null) return "noted";
      const code = after.code ?? after.fault;
      if (neverLeft(after) && attempt.tries < MAX_TRIES) {
        await goBack(tx, attempt, { after, now });
        return "waits";
      }
      await settleDeliveryIn(deps, tx, { shard, id, arrived: false, at: now, code }, now);
      await actOnFaults(deps, tx, { faulty, now });
      return "failed";
    }
  }
}

/** It surely never left: it is planned again, and the gate is asked again when its time comes. */
async function goBack(
  { sql }: Transaction,
  { shard, id }: ToldAttempt,
  { after, now }: { readonly after: DeliveryReport; readonly now: Date },
): Promise<void> {
  const waitMs = after.fault === "queue-full" ? QUEUE_FULL_MS : 0;
  await sql`
    update attempt set status = 'planned', merges = false, settled_at = null, error_code = ${after.code ?? after.fault ?? null},
      not_before = ${isoTime(now.getTime() + waitMs)}
    where shard = ${shard} and id = ${id} and status = 'accepted' and outcome is null`;
}

function faultsIn(
  { id, shard }: ToldAttempt,
  reports: readonly DeliveryReport[],
): readonly { readonly id: string; readonly shard: number; readonly fault: AddressFault }[] {
  const faults = new Set(reports.map(({ fault }) => fault));
  if (faults.has("opted-out")) return [{ id, shard, fault: "opted-out" }];
  return faults.has("dead-address") ? [{ id, shard, fault: "dead" }] : [];
}

/** Whoever sent it knows what was said, and records it. */
const NOTHING_SAID: Pick<Keyring, "encrypt"> = {
  encrypt: (): Uint8Array => {
    throw new Error("A report has no text to record");
  },
};
