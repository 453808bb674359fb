import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type { SuppressedChannel } from "./suppressions.ts";
import type { ADDRESS_KINDS } from "./schema/words.ts";

/** What stands behind the link of an address: whose it is, and what may come to it. */
export interface AddressPreferences {
  readonly addressId: string;
  readonly debtorId: string;
  readonly partyId: string;
  readonly isDebtor: boolean;
  readonly kind: (typeof ADDRESS_KINDS)[number];
  readonly text: string;
  readonly hmac: Uint8Array;
  readonly language: string;
  /** Of the debtor's portfolios. */
  readonly languages: readonly string[];
  readonly zone: string;
  /** The channels that are barred on it. */
  readonly barred: readonly SuppressedChannel[];
  /** That somebody said it is not theirs, which no choice changes. */
  readonly isWrong: boolean;
  /** A consent to offers, where one is in force: it can be taken back. */
  readonly marketingConsentId: string | null;
}

/** Undefined for a token that is unknown, and for an address that was erased: callers answer both alike. */
export async function findPreferences(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  tokenHash: Uint8Array,
): Promise<AddressPreferences | undefined> {
  const [row] = await sql<(Omit<AddressPreferences, "text"> & { value: Uint8Array })[]>`
    select address.id as "addressId", address.debtor_id as "debtorId", party.id as "partyId",
      is_debtor as "isDebtor", address.kind, value, hmac, coalesce(party.language, debtor.language) as language,
      debtor.zone,
      array(
        select distinct language from account join portfolio on portfolio.id = portfolio_id, unnest(languages) as language
        where account.debtor_id = debtor.id order by 1
      ) as languages,
      array(
        select channel from suppression where address_hmac = hmac and ended_at is null order by channel
      ) as barred,
      address.state = 'wrong_party' or exists (
        select from suppression where address_hmac = hmac and ended_at is null and reason = 'wrong_party'
      ) as "isWrong",
      (
        select consent.id from consent
        where consent.debtor_id = debtor.id and purpose = 'marketing' and withdrawn_at is null
          and (consent.address_id is null or consent.address_id = address.id)
        order by consent.address_id nulls first, consent.id limit 1
      ) as "marketingConsentId"
    from preference_link
    join address on address.id = preference_link.address_id
    join party on party.id = party_id
    join debtor on debtor.id = address.debtor_id
    where token_hash = ${tokenHash} and value is not null and debtor.erased_at is null`;
  if (row === undefined) return undefined;
  const { value, ...found } = row;
  const place = { table: "address", column: "value", row: found.addressId };
  return { ...found, text: keyring.decryptText(place, value) };
}

/** In which language whoever has the address is written to. */
export async function setLanguage(
  { sql }: Transaction,
  of: { readonly debtorId: string; readonly partyId: string; readonly language: string },
): Promise<void> {
  await sql`update party set language = ${of.language} where id = ${of.partyId}`;
  await sql`
    update debtor set language = ${of.language}
    where id = ${of.debtorId} and exists (select from party where id = ${of.partyId} and is_debtor)`;
}
