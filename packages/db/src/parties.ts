import type { Transaction } from "./connect.ts";
import type { IdentifiedDebtor } from "./debtors.ts";
import type { Keyring } from "./encryption.ts";
import { isPlaceholderNumber } from "./id-numbers.ts";
import { newId } from "./ids.ts";
import { normalNumber } from "./normal-form.ts";
import { byteaText, rowSet } from "./row-set.ts";

interface PartyRow {
  readonly id: string;
  readonly debtor_id: string;
  readonly kind: string;
  readonly name: Uint8Array | null;
  readonly given_name: Uint8Array | null;
  readonly family_name: Uint8Array | null;
  readonly id_number: Uint8Array | null;
}

type SecretColumn = "name" | "given_name" | "family_name" | "id_number";

/**
 * Saves the party that is the debtor itself. Ciphertexts differ each time, so the plain texts are compared and only
 * what changed is encrypted anew.
 *
 * @returns the party's id by the debtor's
 */
export async function saveOwnParties(
  tx: Transaction,
  keyring: Keyring,
  rows: readonly IdentifiedDebtor[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const known = await tx.sql<PartyRow[]>`
    select p.id, p.debtor_id, p.kind, p.name, p.given_name, p.family_name, p.id_number
    from party p join debtor d on d.id = p.debtor_id
    where p.debtor_id = any(${rows.map((row) => row.id)}::uuid[]) and p.is_debtor`;
  const knownOf = new Map(known.map((party) => [party.debtor_id, party]));
  const parties = new Map<string, string>();
  const changed: Readonly<Record<string, unknown>>[] = [];
  for (const row of rows) {
    const party = knownOf.get(row.id);
    const id = party?.id ?? newId();
    parties.set(row.id, id);
    const record = changedRecord(keyring, row, { id, party });
    if (record !== undefined) changed.push(record);
  }
  if (changed.length > 0) await writeParties(tx, changed, now);
  return parties;
}

/** Undefined where the party is known and as it was. */
function changedRecord(
  keyring: Keyring,
  { id: debtorId, input }: IdentifiedDebtor,
  { id, party }: { readonly id: string; readonly party: PartyRow | undefined },
): Readonly<Record<string, unknown>> | undefined {
  const plain: Readonly<Record<SecretColumn, string | undefined>> = {
    name: input.name ?? joinedName(input),
    given_name: input.givenName,
    family_name: input.familyName,
    id_number: input.idNumber,
  };
  const column = (name: SecretColumn): string | undefined => {
    const text = plain[name];
    const stored = party?.[name] ?? undefined;
    const place = { table: "party", column: name, row: id };
    if (text === undefined) return undefined;
    if (stored !== undefined && keyring.decryptText(place, stored) === text) return undefined;
    return byteaText(keyring.encrypt(place, text));
  };
  const secrets = {
    name: column("name"),
    given_name: column("given_name"),
    family_name: column("family_name"),
    id_number: column("id_number"),
  };
  const isSame =
    party !== undefined &&
    party.kind === input.kind &&
    Object.values(secrets).every((value) => value === undefined);
  if (isSame) return undefined;
  // A number that stands for none finds nobody, but stays in the row as it was given.
  const number =
    input.idNumber === undefined || isPlaceholderNumber(input.idNumber)
      ? undefined
      : normalNumber(input.idNumber);
  const hmac = number === undefined ? undefined : byteaText(keyring.lookup("id_number", number));
  return { id, debtor_id: debtorId, kind: input.kind, ...secrets, id_number_hmac: hmac };
}

function joinedName({ givenName, familyName }: IdentifiedDebtor["input"]): string | undefined {
  const words = [givenName, familyName].filter((word) => word !== undefined && word !== "");
  return words.length === 0 ? undefined : words.join(" ");
}

async function writeParties(
  tx: Transaction,
  records: readonly Readonly<Record<string, unknown>>[],
  now: Date,
): Promise<void> {
  await tx.sql`
    insert into party (id, debtor_id, is_debtor, kind, name, given_name, family_name, id_number, id_number_hmac,
      created_at)
    select i.id, i.debtor_id, true, i.kind, i.name, i.given_name, i.family_name, i.id_number, i.id_number_hmac,
      ${now}::timestamptz
    from jsonb_to_recordset(${rowSet(records)}::jsonb) as i (id uuid, debtor_id uuid, kind text, name bytea,
      given_name bytea, family_name bytea, id_number bytea, id_number_hmac bytea)
    join debtor d on d.id = i.debtor_id and d.erased_at is null
    on conflict (id) do update set kind = excluded.kind, name = coalesce(excluded.name, party.name),
      given_name = coalesce(excluded.given_name, party.given_name),
      family_name = coalesce(excluded.family_name, party.family_name),
      id_number = coalesce(excluded.id_number, party.id_number),
      id_number_hmac = coalesce(excluded.id_number_hmac, party.id_number_hmac)`;
}
