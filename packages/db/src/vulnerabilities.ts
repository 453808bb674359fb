import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";

export interface Vulnerability {
  readonly id: string;
  readonly needs: readonly string[];
  readonly consent: "given" | "not-able";
  readonly reviewOn: string;
  readonly note: string | null;
}

/** What somebody needs, as it is on record; undefined where there is nothing. */
export async function readVulnerability(
  { sql }: Transaction,
  keyring: Pick<Keyring, "decryptText">,
  debtorId: string,
): Promise<Vulnerability | undefined> {
  const [row] = await sql<(Omit<Vulnerability, "note"> & { note: Uint8Array | null })[]>`
    select id, needs, consent, review_on as "reviewOn", note from vulnerability
    where debtor_id = ${debtorId} and ended_at is null`;
  if (row === undefined) return undefined;
  const { note, ...vulnerability } = row;
  return {
    ...vulnerability,
    note: note === null ? null : keyring.decryptText(noteOf(row.id), note),
  };
}

/** Puts what is known now on record; what was on record before ends with it. @returns its id */
export async function recordVulnerability(
  { sql }: Transaction,
  keyring: Pick<Keyring, "encrypt">,
  input: Omit<Vulnerability, "id"> & {
    readonly debtorId: string;
    readonly author: string;
    readonly now: Date;
  },
): Promise<string> {
  const id = newId();
  const { debtorId, needs, note, consent, reviewOn, author, now } = input;
  await endVulnerability({ sql }, { debtorId, author, reason: "recorded anew", now });
  await sql`
    insert into vulnerability (id, debtor_id, needs, note, consent, review_on, author, recorded_at)
    values (${id}, ${debtorId}, ${[...needs]}::text[], ${note === null ? null : keyring.encrypt(noteOf(id), note)},
      ${consent}, ${reviewOn}, ${author}, ${now})`;
  return id;
}

/** @returns false where nothing is on record */
export async function endVulnerability(
  { sql }: Pick<Transaction, "sql">,
  of: {
    readonly debtorId: string;
    readonly author: string;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const { count } = await sql`
    update vulnerability set ended_at = ${of.now}, ended_by = ${of.author}, ended_reason = ${of.reason}
    where debtor_id = ${of.debtorId} and ended_at is null`;
  return count > 0;
}

/** @returns false where nothing is on record */
export async function reviewVulnerabilityOn(
  { sql }: Pick<Transaction, "sql">,
  { debtorId, reviewOn }: { readonly debtorId: string; readonly reviewOn: string },
): Promise<boolean> {
  const { count } = await sql`
    update vulnerability set review_on = ${reviewOn} where debtor_id = ${debtorId} and ended_at is null`;
  return count > 0;
}

function noteOf(row: string) {
  return { table: "vulnerability", column: "note", row } as const;
}
