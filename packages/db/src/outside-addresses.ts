import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import { hexOf } from "./row-set.ts";

/** An address that another system names, as a digest of its normal form. */
export interface NamedAddress {
  readonly debtorId: string;
  readonly hmac: Uint8Array;
}

export interface KnownAddress {
  /** Null where the debtor's file does not have it. */
  readonly id: string | null;
  /** Whether it is the debtor's own, or that of another party in the file; null where the file does not have it. */
  readonly isDebtor: boolean | null;
  /** What is barred of it, whoever has it. */
  readonly suppressed: readonly { readonly channel: string; readonly reason: string }[];
}

/** What is known of each address, all at once, in the order in which they are given. */
export async function findAddresses(
  { sql }: Transaction,
  named: readonly NamedAddress[],
): Promise<readonly KnownAddress[]> {
  if (named.length === 0) return [];
  const hmacs = sql.typed(
    named.map(({ hmac }) => hmac),
    BYTEAS,
  );
  const [addresses, suppressions] = await Promise.all([
    sql<{ id: string; debtor_id: string; hmac: Uint8Array; is_debtor: boolean }[]>`
      select address.id, address.debtor_id, hmac, is_debtor
      from address join party on party.id = party_id
      where hmac = any(${hmacs}::bytea[])
        and address.debtor_id = any(${named.map(({ debtorId }) => debtorId)}::uuid[])
      order by is_debtor, address.id`,
    sql<{ address_hmac: Uint8Array; channel: string; reason: string }[]>`
      select address_hmac, channel, reason from suppression
      where ended_at is null and address_hmac = any(${hmacs}::bytea[])`,
  ]);
  // Of two parties in one file who share it, the debtor stands last and is kept.
  const knownOf = new Map(addresses.map((row) => [`${row.debtor_id} ${hexOf(row.hmac)}`, row]));
  const suppressed = Map.groupBy(suppressions, (row) => hexOf(row.address_hmac));
  return named.map(({ debtorId, hmac }) => ({
    id: knownOf.get(`${debtorId} ${hexOf(hmac)}`)?.id ?? null,
    isDebtor: knownOf.get(`${debtorId} ${hexOf(hmac)}`)?.is_debtor ?? null,
    suppressed: suppressed.get(hexOf(hmac)) ?? [],
  }));
}
