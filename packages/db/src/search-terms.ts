import type { Transaction } from "./connect.ts";
import type { IdentifiedDebtor } from "./debtors.ts";
import type { Keyring } from "./encryption.ts";
import { nameWords, normalNumber } from "./normal-form.ts";
import { byteaText, rowSet } from "./row-set.ts";

/** Makes debtors findable by the words of their name and by their numbers. Earlier names keep finding them. */
export async function saveSearchTerms(
  tx: Transaction,
  keyring: Keyring,
  rows: readonly IdentifiedDebtor[],
): Promise<void> {
  const records = rows.flatMap(({ id, input, referenceHmac }) => {
    const names = [input.name, input.givenName, input.familyName].filter(
      (name) => name !== undefined,
    );
    const idNumber = input.idNumber === undefined ? undefined : normalNumber(input.idNumber);
    return [
      { debtor_id: id, kind: "reference", hmac: byteaText(referenceHmac) },
      ...nameWords(names.join(" ")).map((word) => ({
        debtor_id: id,
        kind: "name",
        hmac: byteaText(keyring.lookup("name", word)),
      })),
      ...(idNumber === undefined
        ? []
        : [
            {
              debtor_id: id,
              kind: "id_number",
              hmac: byteaText(keyring.lookup("id_number", idNumber)),
            },
          ]),
    ];
  });
  await insertTerms(tx, records);
}

/** Makes debtors findable by the client's numbers for their debts. */
export async function saveAccountTerms(
  tx: Transaction,
  keyring: Keyring,
  accounts: readonly { readonly debtorId: string; readonly reference: string }[],
): Promise<void> {
  const records = accounts.map(({ debtorId, reference }) => ({
    debtor_id: debtorId,
    kind: "reference",
    hmac: byteaText(keyring.lookup("reference", normalNumber(reference) ?? reference)),
  }));
  await insertTerms(tx, records);
}

/**
 * The debtors that a search box finds: those with every one of the words in their name, or with the text as a number,
 * a reference, a phone number or an e-mail address.
 *
 * @param addressHmacs the digests of what the text is as an address, see `normalAddress`
 */
export async function searchDebtors(
  tx: Transaction,
  keyring: Keyring,
  {
    text,
    addressHmacs,
    limit,
  }: { text: string; addressHmacs: readonly Uint8Array[]; limit: number },
): Promise<readonly string[]> {
  const words = nameWords(text).map((word) => byteaText(keyring.lookup("name", word)));
  const number = normalNumber(text) ?? text;
  const numbers = [
    { hmac: byteaText(keyring.lookup("reference", number)), kind: "reference" },
    { hmac: byteaText(keyring.lookup("id_number", number)), kind: "id_number" },
  ];
  const found = await tx.sql<{ debtor_id: string }[]>`
    (select debtor_id from search_term join unnest(${words}::text[]) as w (hmac)
      on search_term.hmac = w.hmac::bytea and kind = 'name'
      group by debtor_id having count(*) = ${words.length})
    union
    (select debtor_id from search_term
      join jsonb_to_recordset(${rowSet(numbers)}::jsonb) as n (hmac bytea, kind text) using (hmac, kind))
    union
    (select debtor_id from address
      join unnest(${addressHmacs.map(byteaText)}::text[]) as x (hmac) on address.hmac = x.hmac::bytea)
    order by debtor_id desc limit ${limit}`;
  return found.map((row) => row.debtor_id);
}

async function insertTerms(
  tx: Transaction,
  records: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await tx.sql`
    insert into search_term (hmac, debtor_id, kind)
    select i.hmac, i.debtor_id, i.kind
    from jsonb_to_recordset(${rowSet(records)}::jsonb) as i (hmac bytea, debtor_id uuid, kind text)
    join debtor d on d.id = i.debtor_id and d.erased_at is null
    on conflict do nothing`;
}
