import { normalAddress, type AddressInput } from "./addresses.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";

/** Somebody to be traced, with what is known of them. */
export interface SoughtDebtor {
  readonly debtorId: string;
  readonly reference: string;
  readonly name: string;
  readonly idNumber: string;
  readonly postal: string;
  readonly phone: string;
  readonly email: string;
}

interface Row {
  readonly debtor_id: string;
  readonly reference: string;
  readonly party_id: string;
  readonly name: Uint8Array | null;
  readonly id_number: Uint8Array | null;
  readonly addresses: readonly { readonly id: string; readonly kind: AddressInput["kind"] }[];
}

/** Everyone for whom a task asks for a trace. */
export async function soughtDebtors(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  limit: number,
): Promise<readonly SoughtDebtor[]> {
  const rows = await sql<Row[]>`
    select party.debtor_id, party.id as party_id, name, id_number,
      coalesce((select reference from account where account.debtor_id = party.debtor_id order by status <> 'open', id limit 1), '') as reference,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', id, 'kind', kind) order by state_at desc, rank)
        from address where party_id = party.id and value is not null
      ), '[]'::jsonb) as addresses
    from party
    where is_debtor and exists (
      select from task where task.debtor_id = party.debtor_id and kind = 'trace' and status = 'open'
    )
    order by party.debtor_id limit ${limit}`;
  const values = await valuesOf(
    { sql },
    rows.flatMap(({ addresses }) => addresses.map(({ id }) => id)),
  );
  return rows.map((row) => {
    const latest = (kind: AddressInput["kind"]) => {
      const found = row.addresses.find((each) => each.kind === kind);
      const sealed = found === undefined ? undefined : values.get(found.id);
      if (found === undefined || sealed === undefined) return "";
      return keyring.decryptText({ table: "address", column: "value", row: found.id }, sealed);
    };
    const own = (column: "name" | "id_number") => {
      const sealed = row[column];
      const place = { table: "party", column, row: row.party_id };
      return sealed === null ? "" : keyring.decryptText(place, sealed);
    };
    return {
      debtorId: row.debtor_id,
      reference: row.reference,
      name: own("name"),
      idNumber: own("id_number"),
      postal: latest("postal"),
      phone: latest("phone"),
      email: latest("email"),
    };
  });
}

/** How many people a task asks to trace. */
export async function soughtCount({ sql }: Transaction): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct debtor_id)::int as count from task where kind = 'trace' and status = 'open'`;
  return row?.count ?? 0;
}

async function valuesOf(
  { sql }: Pick<Transaction, "sql">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await sql<{ id: string; value: Uint8Array }[]>`
    select id, value from address where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, value }) => [id, value]));
}

/** What a tracer found of somebody. */
export interface Trace extends Pick<AddressInput, "kind" | "value"> {
  readonly debtorId: string;
  readonly tracer: string;
  readonly foundOn: string;
  /** Minor units; absent where nothing was charged. */
  readonly cost?: { readonly amount: number; readonly currency: string } | undefined;
  readonly author: string;
}

export type AddedTrace = "added" | "known" | "nobody" | "unreadable";

/** Puts an address that a tracer found into the file, to be confirmed: until then nothing of the debt is told there. */
export async function addTrace(
  { sql }: Transaction,
  keyring: Keyring,
  trace: Trace,
  now: Date,
): Promise<AddedTrace> {
  const { debtorId, kind, value, tracer, foundOn, cost, author } = trace;
  const [party] = await sql<{ id: string; country: string }[]>`
    select party.id, coalesce((
      select jurisdiction from account join portfolio on portfolio.id = portfolio_id
      where account.debtor_id = debtor.id order by account.status <> 'open', account.id limit 1
    ), 'ZZ') as country
    from party join debtor on debtor.id = party.debtor_id
    where debtor.id = ${debtorId} and is_debtor and erased_at is null`;
  if (party === undefined) return "nobody";
  const normal = normalAddress(keyring, { kind, value }, party.country);
  if (normal === undefined) return "unreadable";
  const id = newId();
  const sealed = keyring.encrypt({ table: "address", column: "value", row: id }, normal.value);
  const { count } = await sql`
    insert into address (id, debtor_id, party_id, kind, line_type, value, hmac, rank, source, state_at, created_at)
    values (${id}, ${debtorId}, ${party.id}, ${kind}, ${normal.lineType ?? null}, ${sealed}, ${normal.hmac}, 0, 'trace', ${now}, ${now})
    on conflict (party_id, hmac) do nothing`;
  if (count === 0) return "known";
  await sql`
    insert into traced_address (address_id, tracer, found_on, cost, currency, imported_by, imported_at)
    values (${id}, ${tracer}, ${foundOn}, ${cost?.amount ?? null}, ${cost?.currency ?? null}, ${author}, ${now})`;
  await sql`
    update task set status = 'done', outcome = 'found', closed_at = ${now}, closed_by = ${author}
    where debtor_id = ${debtorId} and kind = 'trace' and status = 'open'`;
  return "added";
}
