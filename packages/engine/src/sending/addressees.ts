import type { Sql } from "@fairflow/db";
import type { ClaimedAttempt } from "./claim-attempts.ts";

/** Whom a message goes to, as it is kept: sealed. */
export interface Addressee {
  readonly id: string;
  readonly value: Uint8Array;
  readonly party_id: string;
  readonly given_name: Uint8Array | null;
  readonly name: Uint8Array | null;
  readonly language: string;
  readonly zone: string;
  /** A tracer gave it and nobody knows yet whose it is: it is told nothing of the debt or the creditor. */
  readonly is_unverified_trace: boolean;
}

/** By address. */
export async function readAddressees(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
): Promise<ReadonlyMap<string, Addressee>> {
  const rows = await sql<Addressee[]>`
    select address.id, value, party_id, given_name, name, coalesce(party.language, debtor.language) as language,
      debtor.zone, address.state = 'unverified' and address.source = 'trace' as is_unverified_trace
    from address
    join party on party.id = party_id
    join debtor on debtor.id = address.debtor_id
    where address.id = any(${claimed.map(({ addressId }) => addressId)}::uuid[]) and value is not null`;
  return new Map(rows.map((row) => [row.id, row]));
}
