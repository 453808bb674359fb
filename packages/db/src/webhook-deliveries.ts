import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import type { WEBHOOK_STATUSES } from "./schema/words.ts";

export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** A message that may be tried now. */
export interface DueDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly url: string;
  readonly messageId: string;
  readonly eventType: string;
  /** The exact text that is signed and sent. */
  readonly body: string;
  /** How often it was tried since it was last asked for. */
  readonly tries: number;
  readonly failingSince: Date | null;
  readonly step: DeliveryStep | null;
}

/** The visit of a run that waits for the answer. */
export interface DeliveryStep {
  readonly runId: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly nodeId: string;
  readonly visit: number;
  readonly reading: unknown;
}

interface DueRow extends Omit<DueDelivery, "step"> {
  readonly runId: string | null;
  readonly debtorId: string | null;
  readonly accountId: string | null;
  readonly nodeId: string | null;
  readonly visit: number | null;
  readonly reading: unknown;
}

/**
 * Takes messages that are due, for as long as the lease lasts: whoever is lost with them leaves them to the next. One that
 * belongs to an endpoint which is off waits, unless a step asks for it.
 */
export async function claimDeliveries(
  { sql }: Transaction,
  { limit, leaseMs }: { readonly limit: number; readonly leaseMs: number },
  now: Date,
): Promise<readonly DueDelivery[]> {
  const rows = await sql<DueRow[]>`
    with due as (
      select delivery.id, url, failing_since
      from webhook_delivery as delivery join webhook_endpoint as endpoint on endpoint.id = endpoint_id
      where status = 'waiting' and next_try_at <= ${now} and (is_on or run_id is not null)
      order by next_try_at, delivery.id
      limit ${limit}
      for no key update of delivery skip locked
    )
    update webhook_delivery set next_try_at = ${new Date(now.getTime() + leaseMs)}, tries = tries + 1
    from due where webhook_delivery.id = due.id
    returning webhook_delivery.id, endpoint_id as "endpointId", url, message_id as "messageId",
      event_type as "eventType", body::text as body, tries, failing_since as "failingSince", run_id as "runId",
      debtor_id as "debtorId", account_id as "accountId", node_id as "nodeId", visit, reading`;
  return rows.map(({ runId, debtorId, accountId, nodeId, visit, reading, ...delivery }) => ({
    ...delivery,
    step:
      runId === null || debtorId === null || nodeId === null || visit === null
        ? null
        : { runId, debtorId, accountId, nodeId, visit, reading },
  }));
}

/** Steps whose runs have gone on do not ask any more. @returns how many */
export async function cancelAbandoned({ sql }: Transaction, now: Date): Promise<number> {
  const { count } = await sql`
    update webhook_delivery as delivery set status = 'cancelled', next_try_at = null, ended_at = ${now}
    where status = 'waiting' and next_try_at <= ${now} and run_id is not null and not exists (
      select from run
      where run.shard = shard_of(delivery.debtor_id) and run.id = delivery.run_id and run.status <> 'ended'
        and run.node_id = delivery.node_id and (run.state ->> 'visit')::int = delivery.visit
    )`;
  return count;
}

/** What one try came to. */
export interface TriedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly at: Date;
  readonly tookMs: number;
  readonly statusCode: number | null;
  readonly fault: string | null;
  /** How the answer begins. */
  readonly answer: string;
  readonly outcome: "delivered" | "failed" | { readonly nextTryAt: Date };
}

/** Writes a try down, and what becomes of the message. @returns false where it was ended meanwhile */
export async function saveTry(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  tried: TriedDelivery,
): Promise<boolean> {
  const id = newId();
  const answer =
    tried.answer === ""
      ? null
      : keyring.encrypt({ table: "webhook_try", column: "answer", row: id }, tried.answer);
  const { outcome } = tried;
  const endedAt = typeof outcome === "string" ? new Date(tried.at.getTime() + tried.tookMs) : null;
  await sql`
    insert into webhook_try (id, delivery_id, at, took_ms, status_code, fault, answer)
    values (${id}, ${tried.id}, ${tried.at}, ${tried.tookMs}, ${tried.statusCode}, ${tried.fault}, ${answer})`;
  await sql`
    update webhook_endpoint set failing_since =
      ${outcome === "delivered" ? null : sql`coalesce(failing_since, ${tried.at})`}
    where id = ${tried.endpointId}
      and (failing_since is null) <> ${outcome === "delivered"}::boolean`;
  const { count } = await sql`
    update webhook_delivery set status = ${typeof outcome === "string" ? outcome : "waiting"},
      next_try_at = ${typeof outcome === "string" ? null : outcome.nextTryAt}, ended_at = ${endedAt}
    where id = ${tried.id} and status = 'waiting'`;
  return count > 0;
}

export interface StoredDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly endpoint: string;
  readonly messageId: string;
  readonly eventType: string;
  readonly status: WebhookStatus;
  readonly tries: number;
  readonly nextTryAt: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly statusCode: number | null;
  readonly fault: string | null;
}

/** Newest first. @param before the id of the last that was shown */
export async function listDeliveries(
  { sql }: Transaction,
  asked: {
    readonly endpointId?: string | undefined;
    readonly status?: WebhookStatus | undefined;
    readonly before?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredDelivery[]> {
  const { endpointId, status, before, limit } = asked;
  return sql<StoredDelivery[]>`
    select delivery.id, endpoint_id as "endpointId", endpoint.name as endpoint, message_id as "messageId",
      event_type as "eventType", status, tries, next_try_at as "nextTryAt", delivery.created_at as "createdAt",
      ended_at as "endedAt", last.status_code as "statusCode", last.fault
    from webhook_delivery as delivery
    join webhook_endpoint as endpoint on endpoint.id = endpoint_id
    left join lateral (
      select status_code, fault from webhook_try where delivery_id = delivery.id order by id desc limit 1
    ) as last on true
    where ${endpointId === undefined ? sql`true` : sql`endpoint_id = ${endpointId}`}
      and ${status === undefined ? sql`true` : sql`status = ${status}`}
      and ${before === undefined ? sql`true` : sql`delivery.id < ${before}`}
    order by delivery.id desc limit ${limit}`;
}

export interface StoredTry {
  readonly at: Date;
  readonly tookMs: number;
  readonly statusCode: number | null;
  readonly fault: string | null;
  readonly answer: string;
}

export interface DeliveryDetail {
  readonly body: string;
  readonly tries: readonly StoredTry[];
}

export async function readDelivery(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  id: string,
): Promise<DeliveryDetail | undefined> {
  const [[delivery], tries] = await Promise.all([
    sql<{ body: string }[]>`select body::text as body from webhook_delivery where id = ${id}`,
    sql<
      {
        id: string;
        at: Date;
        tookMs: number;
        statusCode: number | null;
        fault: string | null;
        answer: Uint8Array | null;
      }[]
    >`
      select id, at, took_ms as "tookMs", status_code as "statusCode", fault, answer
      from webhook_try where delivery_id = ${id} order by id desc limit 50`,
  ]);
  if (delivery === undefined) return undefined;
  const open = (row: string, sealed: Uint8Array | null) =>
    sealed === null
      ? ""
      : keyring.decryptText({ table: "webhook_try", column: "answer", row }, sealed);
  return {
    body: delivery.body,
    tries: tries.map(({ id: row, answer, ...tried }) => ({ ...tried, answer: open(row, answer) })),
  };
}

/** Asks for messages again, under the ids that they had; a step that got its answer does not ask again. @returns how many */
export async function redeliver(
  { sql }: Transaction,
  which:
    | { readonly id: string }
    | {
        readonly endpointId: string;
        readonly since: Date;
        readonly status: "failed" | "any";
      },
  now: Date,
): Promise<number> {
  const chosen =
    "id" in which
      ? sql`id = ${which.id}`
      : sql`endpoint_id = ${which.endpointId} and created_at >= ${which.since}
          and (${which.status} = 'any' or status = 'failed')`;
  const { count } = await sql`
    update webhook_delivery set status = 'waiting', tries = 0, next_try_at = ${now}, ended_at = null
    where ${chosen} and run_id is null and status in ('delivered', 'failed', 'cancelled')`;
  return count;
}

/** A message by hand, to see whether an endpoint hears us. */
export async function addTestDelivery(
  { sql }: Transaction,
  endpointId: string,
  now: Date,
): Promise<string> {
  const id = newId();
  const messageId = `evt_${id.replaceAll("-", "")}`;
  const body = { type: "webhook.test", timestamp: now.toISOString(), data: {} };
  await sql`
    insert into webhook_delivery (id, endpoint_id, message_id, event_type, body, next_try_at, created_at)
    values (${id}, ${endpointId}, ${messageId}, 'webhook.test', ${JSON.stringify(body)}::jsonb, ${now}, ${now})`;
  return id;
}

/** Forgets what ended before. @returns how many */
export async function forgetDeliveries({ sql }: Transaction, before: Date): Promise<number> {
  const { count } = await sql`
    delete from webhook_delivery where id in (
      select id from webhook_delivery where ended_at < ${before} limit 5000
    )`;
  return count;
}
