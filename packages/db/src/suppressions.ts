import type { Channel } from "@fairflow/compliance/vocabulary";
import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import { lockDebtors } from "./events.ts";
import type { SUPPRESSION_REASONS } from "./schema/words.ts";

export type SuppressedChannel = Channel | "any";

export interface SuppressionInput {
  readonly addressHmac: Uint8Array;
  /** `any` for an address that is wrong on every channel. */
  readonly channel: SuppressedChannel;
  readonly reason: (typeof SUPPRESSION_REASONS)[number];
  readonly source: string;
  /** The id of the inbox row, event or task that it rests on. */
  readonly evidence?: string | undefined;
}

/** An address that may not be used on a channel. */
export interface Suppressed {
  readonly addressId: string;
  readonly channel: SuppressedChannel;
}

/**
 * Bars an address for everyone who shares it: locks them all in id order and bumps their epochs, so that nothing
 * planned for any of them leaves without a new verdict (I7).
 *
 * @returns the debtors that share it
 */
export async function suppressAddress(
  tx: Transaction,
  { addressHmac, channel, reason, source, evidence }: SuppressionInput,
  now: Date,
): Promise<readonly string[]> {
  const debtorIds = await lockSharers(tx, addressHmac);
  await tx.sql`
    insert into suppression (address_hmac, channel, reason, source, evidence, since)
    values (${addressHmac}, ${channel}, ${reason}, ${source}, ${evidence}, ${now})
    on conflict (address_hmac, channel) where ended_at is null do update
      -- What a person said outlasts what a provider knows, and a wrong number is wrong whatever was said of it.
      set reason = excluded.reason, source = excluded.source, evidence = excluded.evidence,
        said_again_at = case when excluded.reason = 'opted_out' then excluded.since else suppression.said_again_at end
      where suppression.reason in ('bounced', 'provider_blocked') and excluded.reason in ('opted_out', 'wrong_party')
        or suppression.reason = 'opted_out' and excluded.reason in ('opted_out', 'wrong_party')`;
  await withdrawReservations(tx, { debtorIds, addressHmac, channel, now });
  return debtorIds;
}

/** The slots that others keep for the address: it is not theirs to use any more. The caller holds the debtors' locks. */
async function withdrawReservations(
  { sql }: Transaction,
  of: {
    readonly debtorIds: readonly string[];
    readonly addressHmac: Uint8Array;
    readonly channel: SuppressedChannel;
    readonly now: Date;
  },
): Promise<void> {
  await sql`
    update attempt set status = 'withdrawn', settled_at = ${of.now}
    from address
    where address.debtor_id = any(${[...of.debtorIds]}::uuid[]) and hmac = ${of.addressHmac}
      and attempt.shard = shard_of(address.debtor_id) and attempt.debtor_id = address.debtor_id
      and attempt.address_id = address.id and status = 'planned' and reserved_until is not null
      and ${of.channel} in ('any', attempt.channel)`;
}

/** What a person did to be reached again. Nobody else can say it for them, so it is kept with what shows it. */
export interface OptInAct {
  readonly addressHmac: Uint8Array;
  readonly channel: SuppressedChannel;
  /** `message`, `call`, `letter`, `page`, `in-person`: how they said so. */
  readonly how: string;
  readonly at: Date;
  /** The id of the inbox row, recording or document that shows it. */
  readonly evidence: string;
  /** Who recorded it. */
  readonly endedBy: string;
}

export interface LiftedOptOut {
  /** The debtors that share the address; they are locked and their epochs have moved on. */
  readonly debtorIds: readonly string[];
  /** False where nothing of the kind was in force, or where it began or was said again after the act. */
  readonly wasLifted: boolean;
}

/**
 * The person's own later act (START, a call, a letter) opens an address again on a channel. An act from before the
 * opt-out opens nothing, and a wrong number stays wrong.
 */
export async function liftOptOut(
  tx: Transaction,
  { addressHmac, channel, how, at, evidence, endedBy }: OptInAct,
  now: Date,
): Promise<LiftedOptOut> {
  const debtorIds = await lockSharers(tx, addressHmac);
  const { count } = await tx.sql`
    update suppression set ended_at = ${now}, ended_by = ${endedBy}, ended_how = ${how}, ended_act_at = ${at},
      ended_evidence = ${evidence}
    where address_hmac = ${addressHmac} and channel = ${channel} and ended_at is null
      and coalesce(said_again_at, since) <= ${at}
      and reason in ('opted_out', 'provider_blocked')`;
  return { debtorIds, wasLifted: count > 0 };
}

/** What is barred among the addresses of these debtors. Read under their locks, it cannot miss one that committed. */
export async function loadSuppressed(
  tx: Transaction,
  debtorIds: readonly string[],
): Promise<readonly Suppressed[]> {
  return tx.sql<Suppressed[]>`
    select x.id as "addressId", s.channel
    from address x join suppression s on s.address_hmac = x.hmac and s.ended_at is null
    where x.debtor_id = any(${debtorIds}::uuid[])`;
}

/** The debtors that have one of these addresses. */
export async function debtorsAt(
  tx: Transaction,
  addressHmacs: readonly Uint8Array[],
): Promise<readonly string[]> {
  const rows = await tx.sql<{ debtor_id: string }[]>`
    select distinct debtor_id from address where hmac = any(${tx.sql.typed([...addressHmacs], BYTEAS)}::bytea[])
    order by debtor_id`;
  return rows.map((row) => row.debtor_id);
}

async function lockSharers(tx: Transaction, addressHmac: Uint8Array): Promise<readonly string[]> {
  const debtorIds = await debtorsAt(tx, [addressHmac]);
  await lockDebtors(tx, debtorIds);
  await tx.sql`update debtor set epoch = epoch + 1 where id = any(${debtorIds}::uuid[])`;
  return debtorIds;
}
