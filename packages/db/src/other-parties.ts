import { saveAddresses, type AddressInput } from "./addresses.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { isPlaceholderNumber } from "./id-numbers.ts";
import { newId } from "./ids.ts";
import { normalNumber } from "./normal-form.ts";
import type { PARTY_KINDS, PARTY_ROLES } from "./schema/words.ts";

/** Somebody who stands beside an account without owing it as its debtor. */
export interface OtherParty {
  readonly debtorId: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly role: Exclude<(typeof PARTY_ROLES)[number], "principal">;
  readonly kind: (typeof PARTY_KINDS)[number];
  readonly name: string;
  readonly idNumber?: string | undefined;
  readonly addresses: readonly AddressInput[];
  /** Where phone numbers without a country code belong. */
  readonly country: string;
}

/**
 * Adds a party to a debtor's file, in its role at an account; one of that name there is the same. The caller holds the
 * debtor's lock.
 *
 * @returns whether anything is new, and which addresses nobody can be reached at, counted from 0
 */
export async function saveOtherParty(
  tx: Transaction,
  keyring: Keyring,
  party: OtherParty,
  { source, now }: { readonly source: string; readonly now: Date },
): Promise<{
  readonly outcome: "created" | "changed" | "unchanged";
  readonly refused: readonly number[];
}> {
  const { debtorId, accountId, name, role } = party;
  const known = await partyNamed(tx, keyring, { debtorId, name });
  const partyId = known ?? (await insertParty(tx, keyring, party, now));
  const { count: roles } = await tx.sql`
    insert into account_party (account_id, party_id, role) values (${accountId}, ${partyId}, ${role})
    on conflict do nothing`;
  const before = await addressCount(tx, partyId);
  const refused = await saveAddresses(tx, keyring, {
    rows: [{ id: debtorId, input: { reference: "", addresses: party.addresses } }],
    parties: new Map([[debtorId, partyId]]),
    source: { clientId: party.clientId, country: party.country, source, now },
  });
  const isChanged = roles > 0 || (await addressCount(tx, partyId)) > before;
  const outcome = known === undefined ? "created" : isChanged ? "changed" : "unchanged";
  return { outcome, refused: refused.map(({ index }) => index) };
}

/** Ciphertexts differ each time, so the names of the few who stand in one file are opened and compared. */
async function partyNamed(
  tx: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  { debtorId, name }: Pick<OtherParty, "debtorId" | "name">,
): Promise<string | undefined> {
  const rows = await tx.sql<{ id: string; name: Uint8Array }[]>`
    select id, name from party where debtor_id = ${debtorId} and not is_debtor and name is not null order by id`;
  const wanted = name.toLocaleLowerCase("en");
  return rows.find(
    (row) =>
      keyring
        .decryptText({ table: "party", column: "name", row: row.id }, row.name)
        .toLocaleLowerCase("en") === wanted,
  )?.id;
}

async function insertParty(
  tx: Transaction,
  keyring: Keyring,
  { debtorId, kind, name, idNumber }: OtherParty,
  now: Date,
): Promise<string> {
  const id = newId();
  const sealed = (column: string, text: string) =>
    keyring.encrypt({ table: "party", column, row: id }, text);
  const number =
    idNumber === undefined || isPlaceholderNumber(idNumber) ? undefined : normalNumber(idNumber);
  await tx.sql`
    insert into party (id, debtor_id, is_debtor, kind, name, id_number, id_number_hmac, created_at)
    values (${id}, ${debtorId}, false, ${kind}, ${sealed("name", name)},
      ${idNumber === undefined ? null : sealed("id_number", idNumber)},
      ${number === undefined ? null : keyring.lookup("id_number", number)}, ${now})`;
  return id;
}

async function addressCount({ sql }: Transaction, partyId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int from address where party_id = ${partyId}`;
  return row?.count ?? 0;
}
