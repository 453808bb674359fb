import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import type { ChangedBy } from "./providers.ts";
import type { WEBHOOK_DISABLED_WHYS } from "./schema/words.ts";

export type WebhookDisabledWhy = (typeof WEBHOOK_DISABLED_WHYS)[number];

/** An address of another system that is told what happens; its secrets are read apart from it. */
export interface StoredWebhookEndpoint {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly isOn: boolean;
  readonly disabledAt: Date | null;
  readonly disabledWhy: WebhookDisabledWhy | null;
  readonly failingSince: Date | null;
  readonly changedBy: string;
  readonly changedAt: Date;
  /** Whether a secret that is being exchanged still signs. */
  readonly hasPreviousSecret: boolean;
  readonly waiting: number;
  readonly failed: number;
  readonly lastDeliveredAt: Date | null;
}

export interface WebhookEndpointSettings {
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly isOn: boolean;
}

/** Those that are set up, by name; counts are of the last thirty days. */
export async function listWebhookEndpoints({
  sql,
}: Transaction): Promise<readonly StoredWebhookEndpoint[]> {
  return sql<StoredWebhookEndpoint[]>`
    select endpoint.id, name, url, event_types as "eventTypes", is_on as "isOn", disabled_at as "disabledAt",
      disabled_why as "disabledWhy", failing_since as "failingSince", changed_by as "changedBy",
      changed_at as "changedAt",
      exists (select from webhook_secret where endpoint_id = endpoint.id and place = 'previous') as "hasPreviousSecret",
      waiting, failed, last_delivered as "lastDeliveredAt"
    from webhook_endpoint as endpoint
    cross join lateral (
      select count(*) filter (where status = 'waiting')::int as waiting,
        count(*) filter (where status = 'failed')::int as failed,
        max(ended_at) filter (where status = 'delivered') as last_delivered
      from webhook_delivery where endpoint_id = endpoint.id
    ) as counted
    where removed_at is null
    order by lower(name)`;
}

export async function readWebhookEndpoint(
  tx: Transaction,
  id: string,
): Promise<StoredWebhookEndpoint | undefined> {
  const all = await listWebhookEndpoints(tx);
  return all.find((each) => each.id === id);
}

/** @returns false where another has its name */
export async function addWebhookEndpoint(
  { sql }: Transaction,
  { id, name, url, eventTypes, isOn }: WebhookEndpointSettings & { readonly id: string },
  { by, now }: ChangedBy,
): Promise<boolean> {
  const { count } = await sql`
    insert into webhook_endpoint (id, name, url, event_types, is_on, created_by, created_at, changed_by, changed_at)
    values (${id}, ${name}, ${url}, ${[...eventTypes]}, ${isOn}, ${by}, ${now}, ${by}, ${now})
    on conflict (lower(name)) where removed_at is null do nothing`;
  return count > 0;
}

/** Switched on again it has a new start. @returns false where another has its name */
export async function changeWebhookEndpoint(
  { sql }: Transaction,
  { id, name, url, eventTypes, isOn }: WebhookEndpointSettings & { readonly id: string },
  { by, now }: ChangedBy,
): Promise<boolean> {
  const taken = await sql`
    select from webhook_endpoint where lower(name) = lower(${name}) and removed_at is null and id <> ${id}`;
  if (taken.length > 0) return false;
  await sql`
    update webhook_endpoint set name = ${name}, url = ${url}, event_types = ${[...eventTypes]}, is_on = ${isOn},
      disabled_at = case when ${isOn} then null else disabled_at end,
      disabled_why = case when ${isOn} then null else disabled_why end,
      failing_since = case when ${isOn} and not is_on then null else failing_since end,
      changed_by = ${by}, changed_at = ${now}
    where id = ${id} and removed_at is null`;
  return true;
}

/** It is told nothing any more, its secrets are forgotten, and what waited for it is given up. */
export async function removeWebhookEndpoint(
  { sql }: Transaction,
  id: string,
  { by, now }: ChangedBy,
): Promise<void> {
  await sql`delete from webhook_secret where endpoint_id = ${id}`;
  await sql`
    update webhook_endpoint set removed_at = ${now}, is_on = false, changed_by = ${by}, changed_at = ${now}
    where id = ${id}`;
  await sql`
    update webhook_delivery set status = 'cancelled', next_try_at = null, ended_at = ${now}
    where endpoint_id = ${id} and status = 'waiting' and run_id is null`;
}

/** @returns false where it was off already */
export async function disableWebhookEndpoint(
  { sql }: Transaction,
  { id, why }: { readonly id: string; readonly why: WebhookDisabledWhy },
  now: Date,
): Promise<boolean> {
  const { count } = await sql`
    update webhook_endpoint set is_on = false, disabled_at = ${now}, disabled_why = ${why}
    where id = ${id} and is_on`;
  return count > 0;
}

/** Tells a person, once, that an endpoint was switched off by itself. */
export async function raiseWebhookAlert(
  { sql }: Transaction,
  id: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into task (team, kind, title, outcomes, created_at)
    select 'Operations', 'webhook_off', 'The webhook ' || name || ' was switched off: ' || case disabled_why
        when 'gone' then 'it said that it is gone' else 'it took nothing for five days' end,
      '[{"id": "seen", "label": "Seen to"}]'::jsonb, ${now}
    from webhook_endpoint
    where id = ${id} and not exists (
      select from task where kind = 'webhook_off' and status = 'open' and title like '%webhook ' || name || ' was%'
    )`;
}

/**
 * Sets a new secret; the one that was current signs beside it until it is retired.
 *
 * @returns false where two are valid already
 */
export async function rotateWebhookSecret(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  {
    endpointId,
    value,
    by,
    now,
  }: { readonly endpointId: string; readonly value: string } & ChangedBy,
): Promise<boolean> {
  await sql`select from webhook_endpoint where id = ${endpointId} for update`;
  const known = await sql<{ place: string }[]>`
    select place from webhook_secret where endpoint_id = ${endpointId}`;
  if (known.some(({ place }) => place === "previous")) return false;
  await sql`update webhook_secret set place = 'previous' where endpoint_id = ${endpointId}`;
  const id = newId();
  const sealed = keyring.encrypt({ table: "webhook_secret", column: "value", row: id }, value);
  await sql`
    insert into webhook_secret (id, endpoint_id, place, value, set_by, set_at)
    values (${id}, ${endpointId}, 'current', ${sealed}, ${by}, ${now})`;
  return true;
}

/** The older of two signs no more. @returns false where there is one only */
export async function retireWebhookSecret(
  { sql }: Transaction,
  endpointId: string,
): Promise<boolean> {
  const { count } = await sql`
    delete from webhook_secret where endpoint_id = ${endpointId} and place = 'previous'`;
  return count > 0;
}

/** By endpoint what its messages are signed with, the newest first. */
export async function openWebhookSecrets(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  endpointIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql<{ id: string; endpointId: string; value: Uint8Array }[]>`
    select id, endpoint_id as "endpointId", value from webhook_secret
    where endpoint_id = any(${endpointIds}::uuid[]) order by endpoint_id, place`;
  const byEndpoint = Map.groupBy(rows, ({ endpointId }) => endpointId);
  return new Map(
    [...byEndpoint].map(([endpointId, own]) => [
      endpointId,
      own.map(({ id, value }) =>
        keyring.decryptText({ table: "webhook_secret", column: "value", row: id }, value),
      ),
    ]),
  );
}
