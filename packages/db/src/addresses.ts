import type { Transaction } from "./connect.ts";
import type { DebtorInput, DebtorSource } from "./debtors.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import { normalEmail, normalPhone, normalPostal } from "./normal-form.ts";
import { byteaText, rowSet } from "./row-set.ts";
import type { ADDRESS_KINDS, LINE_TYPES } from "./schema/words.ts";

type AddressKind = (typeof ADDRESS_KINDS)[number];

export interface AddressInput {
  readonly kind: AddressKind;
  /** As it was written; a postal address with its lines. */
  readonly value: string;
  /** The zone that it tells of, where it tells. */
  readonly zone?: string | undefined;
}

export interface RefusedAddress {
  /** The client's reference of the debtor. */
  readonly reference: string;
  /** Which of the debtor's addresses, counted from 0. */
  readonly index: number;
  readonly kind: AddressKind;
}

/** An address in its normal form, with the digest by which everyone who shares it is found. */
export interface NormalAddress {
  readonly value: string;
  readonly hmac: Uint8Array;
  readonly lineType: (typeof LINE_TYPES)[number] | undefined;
}

/**
 * @param country where phone numbers without a country code belong
 * @returns undefined for what is no address of its kind
 */
export function normalAddress(
  keyring: Keyring,
  { kind, value }: Pick<AddressInput, "kind" | "value">,
  country: string,
): NormalAddress | undefined {
  switch (kind) {
    case "phone": {
      const phone = normalPhone(value, country);
      if (phone === undefined) return undefined;
      const hmac = keyring.lookup("phone", phone.number);
      return { value: phone.number, hmac, lineType: phone.lineType };
    }
    case "email": {
      const email = normalEmail(value);
      if (email === undefined) return undefined;
      return { value: value.trim(), hmac: keyring.lookup("email", email), lineType: undefined };
    }
    case "postal": {
      const postal = normalPostal(value);
      if (postal === undefined) return undefined;
      return { value: value.trim(), hmac: keyring.lookup("postal", postal), lineType: undefined };
    }
  }
}

/** In whose file addresses are kept, and the addresses. */
interface AddressedDebtor {
  readonly id: string;
  readonly input: Pick<DebtorInput, "reference" | "addresses">;
}

/** Adds the addresses that these parties of debtors lack. Those that are there keep their state. */
export async function saveAddresses(
  tx: Transaction,
  keyring: Keyring,
  {
    rows,
    parties,
    source,
  }: {
    readonly rows: readonly AddressedDebtor[];
    readonly parties: ReadonlyMap<string, string>;
    readonly source: DebtorSource;
  },
): Promise<readonly RefusedAddress[]> {
  const refused: RefusedAddress[] = [];
  const records: Readonly<Record<string, unknown>>[] = [];
  for (const { id: debtorId, input } of rows) {
    const partyId = parties.get(debtorId);
    for (const [index, address] of input.addresses.entries()) {
      const normal = normalAddress(keyring, address, source.country);
      if (normal === undefined) {
        refused.push({ reference: input.reference, index, kind: address.kind });
        continue;
      }
      const id = newId();
      const place = { table: "address", column: "value", row: id };
      records.push({
        id,
        debtor_id: debtorId,
        party_id: partyId,
        kind: address.kind,
        line_type: normal.lineType,
        value: byteaText(keyring.encrypt(place, normal.value)),
        hmac: byteaText(normal.hmac),
        rank: index,
        zone: address.zone,
      });
    }
  }
  if (records.length > 0) await insertAddresses(tx, records, source);
  return refused;
}

async function insertAddresses(
  tx: Transaction,
  records: readonly Readonly<Record<string, unknown>>[],
  { source, now }: DebtorSource,
): Promise<void> {
  await tx.sql`
    insert into address (id, debtor_id, party_id, kind, line_type, value, hmac, rank, zone, source, state_at, created_at)
    select i.*, ${source}, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${rowSet(records)}::jsonb) as i (id uuid, debtor_id uuid, party_id uuid, kind text,
      line_type text, value bytea, hmac bytea, rank smallint, zone text)
    join debtor d on d.id = i.debtor_id and d.erased_at is null
    on conflict (party_id, hmac) do nothing`;
}
