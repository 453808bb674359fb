import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";

/** What is on record of a debtor that only they, and few others, know. */
export interface KnownOfDebtor {
  readonly idNumber: string | undefined;
  /** As the client calls them. */
  readonly customerNumbers: readonly string[];
  readonly accountNumbers: readonly string[];
  /** As they were written, with their lines. */
  readonly postalAddresses: readonly string[];
}

export async function knownOfDebtor(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  of: { readonly debtorId: string; readonly accountIds: readonly string[] },
): Promise<KnownOfDebtor> {
  const { debtorId, accountIds } = of;
  const [parties, customers, accounts, addresses] = await Promise.all([
    sql<{ id: string; idNumber: Uint8Array | null }[]>`
      select id, id_number as "idNumber" from party where debtor_id = ${debtorId} and is_debtor`,
    sql<{ reference: Uint8Array }[]>`
      select reference from debtor_reference
      where debtor_id = ${debtorId} and reference is not null
        and client_id in (
          select client_id from account join portfolio on portfolio.id = portfolio_id
          where account.id = any(${accountIds}::uuid[]))`,
    sql<{ reference: string }[]>`
      select reference from account where id = any(${accountIds}::uuid[]) order by reference`,
    sql<{ id: string; value: Uint8Array }[]>`
      select address.id, value from address join party on party.id = party_id
      where address.debtor_id = ${debtorId} and is_debtor and address.kind = 'postal' and value is not null
        and state not in ('wrong_party', 'gone_away')
      order by rank, address.id`,
  ]);
  const idNumbers = parties.flatMap(({ id, idNumber }) =>
    idNumber === null
      ? []
      : [keyring.decryptText({ table: "party", column: "id_number", row: id }, idNumber)],
  );
  const customerAt = { table: "debtor_reference", column: "reference", row: debtorId };
  return {
    idNumber: idNumbers[0],
    customerNumbers: customers.map(({ reference }) => keyring.decryptText(customerAt, reference)),
    accountNumbers: accounts.map(({ reference }) => reference),
    postalAddresses: addresses.map(({ id, value }) =>
      keyring.decryptText({ table: "address", column: "value", row: id }, value),
    ),
  };
}
