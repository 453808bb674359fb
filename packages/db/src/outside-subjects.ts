import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { normalNumber } from "./normal-form.ts";
import { hexOf } from "./row-set.ts";

/** Of what another system speaks, in the client's own numbers. */
export type OutsideReference =
  | {
      readonly kind: "account";
      readonly reference: string;
      /** Needed where two portfolios use one number. */
      readonly portfolio?: string | undefined;
      readonly client?: string | undefined;
    }
  | { readonly kind: "debtor"; readonly reference: string; readonly client?: string | undefined };

export interface OutsideSubject {
  readonly kind: "found";
  readonly debtorId: string;
  /** Null where the debtor as a whole is meant. */
  readonly accountId: string | null;
  readonly clientId: string;
  /** Where phone numbers without a country code belong. */
  readonly country: string;
}

export type FoundSubject =
  | OutsideSubject
  | { readonly kind: "unknown" }
  /** Several clients or portfolios use the number. */
  | { readonly kind: "ambiguous" };

interface Row {
  readonly debtor_id: string;
  readonly client_id: string;
  readonly client: string;
  readonly country: string;
}
interface AccountRow extends Row {
  readonly id: string;
  readonly reference: string;
  readonly portfolio: string;
}
interface DebtorRow extends Row {
  readonly hmac: Uint8Array;
}

/** Finds what each reference speaks of, all at once, in the order in which they are given. */
export async function findSubjects(
  tx: Transaction,
  keyring: Pick<Keyring, "lookup">,
  references: readonly OutsideReference[],
): Promise<readonly FoundSubject[]> {
  const [accounts, debtors] = await Promise.all([
    readAccounts(
      tx,
      references.flatMap(({ kind, reference }) => (kind === "account" ? [reference] : [])),
    ),
    readDebtors(
      tx,
      references.flatMap(({ kind, reference }) =>
        kind === "debtor" ? [referenceDigest(keyring, reference)] : [],
      ),
    ),
  ]);
  const byReference = Map.groupBy(accounts, ({ reference }) => reference);
  const byDigest = Map.groupBy(debtors, ({ hmac }) => hexOf(hmac));
  return references.map((asked) => {
    if (asked.kind === "account") {
      const named = (byReference.get(asked.reference) ?? []).filter(
        (row) =>
          (asked.client === undefined || row.client === asked.client) &&
          (asked.portfolio === undefined || row.portfolio === asked.portfolio),
      );
      return oneOf(named, ({ id }) => id);
    }
    const known = byDigest.get(hexOf(referenceDigest(keyring, asked.reference))) ?? [];
    const named = known.filter(
      ({ client }) => asked.client === undefined || client === asked.client,
    );
    return oneOf(named, () => null);
  });
}

function referenceDigest(keyring: Pick<Keyring, "lookup">, reference: string): Uint8Array {
  return keyring.lookup("reference", normalNumber(reference) ?? reference);
}

function oneOf<Found extends Row>(
  rows: readonly Found[],
  accountId: (row: Found) => string | null,
): FoundSubject {
  const [row, another] = rows;
  if (row === undefined) return { kind: "unknown" };
  if (another !== undefined) return { kind: "ambiguous" };
  return {
    kind: "found",
    debtorId: row.debtor_id,
    accountId: accountId(row),
    clientId: row.client_id,
    country: row.country,
  };
}

async function readAccounts(
  { sql }: Transaction,
  references: readonly string[],
): Promise<readonly AccountRow[]> {
  if (references.length === 0) return [];
  return sql<AccountRow[]>`
    select account.id, account.reference, debtor_id, portfolio.name as portfolio, client_id, client.name as client,
      jurisdiction as country
    from account join portfolio on portfolio.id = portfolio_id join client on client.id = client_id
    where portfolio_id in (select id from portfolio)
      and account.reference = any(${[...new Set(references)]}::text[])`;
}

async function readDebtors(
  { sql }: Transaction,
  digests: readonly Uint8Array[],
): Promise<readonly DebtorRow[]> {
  if (digests.length === 0) return [];
  return sql<DebtorRow[]>`
    select hmac, debtor_id, client_id, client.name as client,
      (select jurisdiction from portfolio where portfolio.client_id = client.id order by created_at limit 1) as country
    from debtor_reference join client on client.id = client_id
    where hmac = any(${sql.typed([...digests], BYTEAS)}::bytea[])`;
}
