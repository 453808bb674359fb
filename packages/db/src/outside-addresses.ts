import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import { hexOf } from "./row-set.ts";

/** An address that another system names, as a digest of its normal form. */
export interface NamedAddress {
  readonly debtorId: string;
  readonly hmac: Uint8Array;
}

/** An address of a debtor's file. */
export interface KnownAddress {
  readonly id: string;
  /** Whether it is the debtor's own, or that of another party in the file. */
  readonly isDebtor: boolean;
}

/** Which of the debtor's addresses each is, all at once, in the order in which they are given; undefined for none. */
export async function findAddresses(
  { sql }: Transaction,
  named: readonly NamedAddress[],
): Promise<readonly (KnownAddress | undefined)[]> {
  if (named.length === 0) return [];
  const hmacs = sql.typed(
    named.map(({ hmac }) => hmac),
    BYTEAS,
  );
  const rows = await sql<(KnownAddress & { debtor_id: string; hmac: Uint8Array })[]>`
    select address.id, address.debtor_id, hmac, is_debtor as "isDebtor"
    from address join party on party.id = party_id
    where hmac = any(${hmacs}::bytea[])
      and address.debtor_id = any(${named.map(({ debtorId }) => debtorId)}::uuid[])
    order by is_debtor, address.id`;
  // Of two parties in one file who share it, the debtor stands last and is kept.
  const known = new Map(rows.map((row) => [`${row.debtor_id} ${hexOf(row.hmac)}`, row]));
  return named.map(({ debtorId, hmac }) => known.get(`${debtorId} ${hexOf(hmac)}`));
}
