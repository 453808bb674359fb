import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";
import { byteaText, inChunks, rowSet } from "./row-set.ts";
import type { ACCOUNT_KINDS } from "./schema/words.ts";
import { saveAccountTerms } from "./search-terms.ts";

/** A debt as a client's feed shows it; its amounts are `recordLedgerEntries`'. What is undefined stays as it was. */
export interface AccountInput {
  readonly reference: string;
  readonly debtorId: string;
  readonly kind: (typeof ACCOUNT_KINDS)[number];
  readonly currency: string;
  readonly placementId?: string | undefined;
  readonly debtType?: string | undefined;
  readonly openedOn?: LocalDate | undefined;
  readonly dueDate?: LocalDate | undefined;
  readonly inDefaultSince?: LocalDate | undefined;
  /** Minor units, as the client says. */
  readonly principalAtDefault?: number | undefined;
  /** Interest and charges since then. */
  readonly chargesSinceDefault?: number | undefined;
  readonly product?: string | undefined;
  readonly stage?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly timesLate12m?: number | undefined;
  /** Custom fields that are not personal, merged over those that are there. */
  readonly custom?: Readonly<Record<string, unknown>> | undefined;
  /** All of the personal ones; they replace those that are there. */
  readonly customPii?: Readonly<Record<string, unknown>> | undefined;
}

export interface AccountSource {
  readonly portfolioId: string;
  /** The state of the client's books that it shows. */
  readonly dataAsOf: Date;
  readonly now: Date;
}

export interface SavedAccount {
  readonly id: string;
  /** As it is stored: an account never moves to another debtor, so this may not be the one that was given. */
  readonly debtorId: string;
  readonly outcome: "created" | "changed" | "unchanged";
  readonly balance: number;
}

interface Stored {
  readonly id: string;
  readonly reference: string;
  readonly debtor_id: string;
  readonly balance: number;
  readonly custom_pii: Uint8Array | null;
}

/**
 * Inserts and updates a portfolio's accounts as sets, each with its debtor as the principal. The same input twice
 * changes nothing but `data_as_of`. Accounts of one portfolio are saved by one transaction at a time.
 *
 * @returns what became of each, by reference
 */
export async function upsertAccounts(
  tx: Transaction,
  keyring: Keyring,
  accounts: readonly AccountInput[],
  source: AccountSource,
): Promise<ReadonlyMap<string, SavedAccount>> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`accounts of ${source.portfolioId}`}, 0))`;
  const saved = new Map<string, SavedAccount>();
  for (const chunk of inChunks(accounts)) {
    for (const [reference, account] of await saveChunk(tx, keyring, chunk, source)) {
      saved.set(reference, account);
    }
  }
  return saved;
}

async function saveChunk(
  tx: Transaction,
  keyring: Keyring,
  accounts: readonly AccountInput[],
  source: AccountSource,
): Promise<ReadonlyMap<string, SavedAccount>> {
  // Of several rows about one account the last counts.
  const inputs = new Map(accounts.map((account) => [account.reference, account]));
  const stored = await tx.sql<Stored[]>`
    select id, reference, debtor_id, balance, custom_pii from account
    where portfolio_id = ${source.portfolioId} and reference = any(${[...inputs.keys()]}::text[])
    order by id for no key update`;
  const storedOf = new Map(stored.map((row) => [row.reference, row]));
  const records = [...inputs.values()].map((input) =>
    recordOf(keyring, input, storedOf.get(input.reference)),
  );
  const written = await writeAccounts(tx, records, source);
  const isNewOf = new Map(written.map((row) => [row.reference, row.is_new]));
  const fresh = records.filter(({ reference }) => isNewOf.get(reference) === true);
  await addPrincipals(
    tx,
    fresh.map(({ id }) => id),
  );
  await saveAccountTerms(
    tx,
    keyring,
    fresh.map((record) => ({ debtorId: record.debtor_id, reference: record.reference })),
  );
  await tx.sql`
    update account set data_as_of = ${source.dataAsOf}, is_absent = false
    where id = any(${records.map(({ id }) => id)}::uuid[]) and (data_as_of is distinct from ${source.dataAsOf} or is_absent)`;
  return new Map(
    records.map((record) => {
      const isNew = isNewOf.get(record.reference);
      const outcome = isNew === undefined ? "unchanged" : isNew ? "created" : "changed";
      const { id, debtor_id: debtorId } = record;
      const balance = storedOf.get(record.reference)?.balance ?? 0;
      return [record.reference, { id, debtorId, outcome, balance }];
    }),
  );
}

function recordOf(keyring: Keyring, input: AccountInput, stored: Stored | undefined) {
  const id = stored?.id ?? newId();
  return {
    id,
    debtor_id: stored?.debtor_id ?? input.debtorId,
    placement_id: input.placementId,
    reference: input.reference,
    kind: input.kind,
    debt_type: input.debtType,
    currency: input.currency,
    opened_on: input.openedOn,
    due_date: input.dueDate,
    in_default_since: input.inDefaultSince,
    principal_at_default: input.principalAtDefault,
    charges_since_default: input.chargesSinceDefault,
    product: input.product,
    stage: input.stage,
    tags: input.tags,
    times_late_12m: input.timesLate12m,
    custom: input.custom ?? {},
    custom_pii: customPii(keyring, id, { input, stored }),
  };
}

/** Undefined where it is as it was, since a ciphertext differs each time. */
function customPii(
  keyring: Keyring,
  row: string,
  { input, stored }: { readonly input: AccountInput; readonly stored: Stored | undefined },
): string | undefined {
  if (input.customPii === undefined) return undefined;
  const place = { table: "account", column: "custom_pii", row };
  const text = JSON.stringify(input.customPii);
  const before = stored?.custom_pii ?? undefined;
  if (before !== undefined && keyring.decryptText(place, before) === text) return undefined;
  return byteaText(keyring.encrypt(place, text));
}

async function writeAccounts(
  tx: Transaction,
  records: readonly Readonly<Record<string, unknown>>[],
  { portfolioId, dataAsOf, now }: AccountSource,
): Promise<readonly { readonly reference: string; readonly is_new: boolean }[]> {
  return tx.sql<{ reference: string; is_new: boolean }[]>`
    insert into account as a (id, shard, debtor_id, portfolio_id, placement_id, reference, payment_number, kind, debt_type, currency,
      opened_on, due_date, in_default_since, principal_at_default, charges_since_default, product, stage, tags,
      times_late_12m, custom, custom_pii, data_as_of, created_at)
    select i.id, shard_of(i.debtor_id), i.debtor_id, ${portfolioId}::uuid,
      coalesce(i.placement_id, k.placement_id), i.reference,
      -- Left to its default, every row that is there already would use up a number.
      coalesce(k.payment_number, nextval('account_payment_number_seq')), i.kind, coalesce(i.debt_type, k.debt_type), i.currency,
      coalesce(i.opened_on, k.opened_on), coalesce(i.due_date, k.due_date),
      coalesce(i.in_default_since, k.in_default_since), coalesce(i.principal_at_default, k.principal_at_default),
      coalesce(i.charges_since_default, k.charges_since_default), coalesce(i.product, k.product), coalesce(i.stage, k.stage),
      coalesce(i.tags, k.tags, '{}'), coalesce(i.times_late_12m, k.times_late_12m, 0),
      coalesce(k.custom, '{}') || i.custom, coalesce(i.custom_pii, k.custom_pii), ${dataAsOf}::timestamptz,
      ${now}::timestamptz
    from jsonb_to_recordset(${rowSet(records)}::jsonb) as i (id uuid, debtor_id uuid, placement_id uuid,
      reference text, kind text, debt_type text, currency text, opened_on date, due_date date, in_default_since date,
      principal_at_default bigint, charges_since_default bigint, product text, stage text, tags text[], times_late_12m smallint, custom jsonb, custom_pii bytea)
    left join account k on k.id = i.id
    on conflict (id) do update set placement_id = excluded.placement_id, kind = excluded.kind,
      debt_type = excluded.debt_type, opened_on = excluded.opened_on, due_date = excluded.due_date,
      in_default_since = excluded.in_default_since, principal_at_default = excluded.principal_at_default,
      charges_since_default = excluded.charges_since_default, product = excluded.product, stage = excluded.stage,
      tags = excluded.tags, times_late_12m = excluded.times_late_12m, custom = excluded.custom,
      custom_pii = excluded.custom_pii
    where (a.placement_id, a.kind, a.debt_type, a.opened_on, a.due_date, a.in_default_since, a.principal_at_default,
        a.charges_since_default, a.product, a.stage, a.tags,
        a.times_late_12m, a.custom, a.custom_pii)
      is distinct from (excluded.placement_id, excluded.kind, excluded.debt_type, excluded.opened_on,
        excluded.due_date, excluded.in_default_since, excluded.principal_at_default, excluded.charges_since_default,
        excluded.product, excluded.stage, excluded.tags,
        excluded.times_late_12m, excluded.custom, excluded.custom_pii)
    returning a.reference, (old.id is null) as is_new`;
}

async function addPrincipals(tx: Transaction, accountIds: readonly string[]): Promise<void> {
  await tx.sql`
    insert into account_party (account_id, party_id, role)
    select a.id, p.id, 'principal'
    from account a join party p on p.debtor_id = a.debtor_id and p.is_debtor
    where a.id = any(${accountIds}::uuid[])
    on conflict do nothing`;
}
