import { debtorsAt, type Transaction } from "@fairflow/db";
import { optOutByDigestIn } from "../facts/addresses.ts";
import { barDeadAddressIn } from "../facts/dead-addresses.ts";
import type { FactDeps } from "../facts/telling.ts";
import type { AddressFault } from "./channel-port.ts";

/** What a provider says of the address of an attempt. */
export interface FaultyAddress {
  readonly attemptId: string;
  readonly hmac: Uint8Array;
  readonly channel: "sms" | "email" | "letter";
  readonly fault: AddressFault;
}

/** The addresses of attempts, each by its digest; one that was erased since has none. */
export async function faultyAddresses(
  { sql }: Transaction,
  of: readonly { readonly shard: number; readonly id: string; readonly fault: AddressFault }[],
): Promise<readonly FaultyAddress[]> {
  if (of.length === 0) return [];
  const rows = await sql<{ id: string; hmac: Uint8Array; channel: FaultyAddress["channel"] }[]>`
    select attempt.id, address.hmac, attempt.channel
    from unnest(${of.map(({ shard }) => shard)}::smallint[], ${of.map(({ id }) => id)}::uuid[]) as faulty (shard, id)
    join attempt on attempt.shard = faulty.shard and attempt.id = faulty.id
    join address on address.id = attempt.address_id
    where address.hmac is not null and attempt.channel in ('sms', 'email', 'letter')`;
  const faults = new Map(of.map(({ id, fault }) => [id, fault]));
  return rows.flatMap(({ id, hmac, channel }) => {
    const fault = faults.get(id);
    return fault === undefined ? [] : [{ attemptId: id, hmac, channel, fault }];
  });
}

/** Whom a transaction must lock at once that acts on these addresses: locks are taken in one order. */
export function sharersOf(
  tx: Transaction,
  faulty: readonly FaultyAddress[],
): Promise<readonly string[]> {
  if (faulty.length === 0) return Promise.resolve([]);
  return debtorsAt(
    tx,
    faulty.map(({ hmac }) => hmac),
  );
}

/** The person's word that a carrier passed on is theirs; an address at which nobody is bars only itself. */
export async function actOnFaults(
  deps: FactDeps,
  tx: Transaction,
  { faulty, now }: { readonly faulty: readonly FaultyAddress[]; readonly now: Date },
): Promise<void> {
  for (const { attemptId: evidence, hmac, channel, fault } of faulty) {
    const bar = { hmac, channel, source: "provider", evidence };
    if (fault === "opted-out") await optOutByDigestIn(deps, tx, bar);
    else await barDeadAddressIn(deps, tx, { ...bar, now });
  }
}
