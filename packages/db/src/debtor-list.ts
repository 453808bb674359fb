import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { normalNumber } from "./normal-form.ts";

/** A debtor as a list shows it; personal texts are as they are, for whoever may see them to be shown. */
export interface ListedDebtor {
  readonly id: string;
  readonly zone: string;
  readonly language: string;
  readonly reference: string;
  readonly name: string;
  readonly phone: string | null;
  /** States of holds that are in force. */
  readonly holds: readonly string[];
}

interface Row {
  readonly id: string;
  readonly zone: string;
  readonly language: string;
  readonly reference: Uint8Array | null;
  readonly party_id: string | null;
  readonly name: Uint8Array | null;
  readonly address_id: string | null;
  readonly phone: Uint8Array | null;
  readonly holds: readonly string[];
}

export interface ListRequest {
  /** Only these, where given. */
  readonly ids?: readonly string[] | undefined;
  readonly limit: number;
  readonly now: Date;
}

/** The newest first. */
export async function listDebtors(
  tx: Transaction,
  keyring: Keyring,
  { ids, limit, now }: ListRequest,
): Promise<readonly ListedDebtor[]> {
  const { sql } = tx;
  const rows = await sql<Row[]>`
    select d.id, d.zone, d.language, r.reference, p.id as party_id, p.name, x.id as address_id, x.value as phone,
      array(
        select distinct h.state from hold h
        where h.debtor_id = d.id and h.ended_at is null and (h.until is null or h.until > ${now}) order by 1
      ) as holds
    from debtor d
    left join party p on p.debtor_id = d.id and p.is_debtor
    left join lateral (
      select reference from debtor_reference where debtor_id = d.id order by client_id limit 1
    ) r on true
    left join lateral (
      select id, value from address
      where debtor_id = d.id and kind = 'phone' and value is not null order by rank, id limit 1
    ) x on true
    where ${ids === undefined ? sql`true` : sql`d.id = any(${ids}::uuid[])`}
    order by d.id desc limit ${limit}`;
  return rows.map((row) => ({
    id: row.id,
    zone: row.zone,
    language: row.language,
    holds: row.holds,
    reference:
      textOf(keyring, row.reference, {
        table: "debtor_reference",
        column: "reference",
        row: row.id,
      }) ?? "",
    name:
      textOf(keyring, row.name, { table: "party", column: "name", row: row.party_id ?? "" }) ?? "",
    phone: textOf(keyring, row.phone, {
      table: "address",
      column: "value",
      row: row.address_id ?? "",
    }),
  }));
}

/** The debtors that a client's number, of the debtor or of a debt, belongs to. */
export async function debtorsByReference(
  tx: Transaction,
  keyring: Keyring,
  text: string,
): Promise<readonly string[]> {
  const hmac = keyring.lookup("reference", normalNumber(text) ?? text);
  const rows = await tx.sql<{ debtor_id: string }[]>`
    select debtor_id from search_term where hmac = ${hmac} and kind = 'reference'`;
  return rows.map((row) => row.debtor_id);
}

/** Where phone numbers without a country code may belong. */
export async function portfolioCountries(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<
    { jurisdiction: string }[]
  >`select distinct jurisdiction from portfolio order by 1`;
  return rows.map(({ jurisdiction }) => jurisdiction);
}

function textOf(
  keyring: Keyring,
  sealed: Uint8Array | null,
  place: Parameters<Keyring["decryptText"]>[0],
): string | null {
  return sealed === null ? null : keyring.decryptText(place, sealed);
}
