import type { Transaction } from "./connect.ts";

/** A debtor's acknowledgement of one debt. */
export interface AcknowledgementInput {
  readonly debtorId: string;
  readonly accountId: string;
  /** The local date at the debtor. */
  readonly acknowledgedOn: string;
  /** `message`, `call`, `letter`, `page`, `in-person`. */
  readonly how: string;
  /** The id of the document, message or recording that shows it. */
  readonly document: string;
  readonly author: string;
}

export interface StoredAcknowledgement extends AcknowledgementInput {
  readonly id: string;
  readonly recordedAt: Date;
  readonly struckAt: Date | null;
  readonly struckBy: string | null;
  readonly struckReason: string | null;
}

/** Those that are in writing, for the laws that count no others. */
const WRITTEN: readonly string[] = ["message", "letter", "page"];

/** Puts one on record; told twice it is one. The caller holds the debtor's lock. */
export async function addAcknowledgement(
  { sql }: Transaction,
  { debtorId, accountId, acknowledgedOn, how, document, author }: AcknowledgementInput,
  now: Date,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const [known] = await sql<{ id: string }[]>`
    select id from acknowledgement
    where account_id = ${accountId} and acknowledged_on = ${acknowledgedOn} and how = ${how} and document = ${document}
      and struck_at is null`;
  if (known !== undefined) return { id: known.id, isNew: false };
  const [added] = await sql<{ id: string }[]>`
    insert into acknowledgement (debtor_id, account_id, acknowledged_on, how, document, author, recorded_at)
    values (${debtorId}, ${accountId}, ${acknowledgedOn}, ${how}, ${document}, ${author}, ${now})
    returning id`;
  if (added === undefined) throw new Error("The acknowledgement was not written");
  return { id: added.id, isNew: true };
}

/** Strikes one that was recorded by mistake. The caller holds the debtor's lock. @returns whether it stood until now */
export async function strikeAcknowledgement(
  { sql }: Transaction,
  of: { readonly id: string; readonly by: string; readonly reason: string },
  now: Date,
): Promise<boolean> {
  const { count } = await sql`
    update acknowledgement set struck_at = ${now}, struck_by = ${of.by}, struck_reason = ${of.reason}
    where id = ${of.id} and struck_at is null`;
  return count > 0;
}

/** Writes the account's latest acknowledgement that stands. */
export async function refreshAcknowledged(
  { sql }: Transaction,
  { accountId, onlyWritten }: { readonly accountId: string; readonly onlyWritten: boolean },
): Promise<void> {
  await sql`
    update account set last_acknowledged_on = (
      select max(acknowledged_on) from acknowledgement
      where account_id = ${accountId} and struck_at is null
        and (${!onlyWritten} or how = any(${WRITTEN}::text[]))
    )
    where id = ${accountId}`;
}

export async function acknowledgementOf(
  { sql }: Transaction,
  id: string,
): Promise<{ readonly debtorId: string; readonly accountId: string } | undefined> {
  const [row] = await sql<{ debtorId: string; accountId: string }[]>`
    select debtor_id as "debtorId", account_id as "accountId" from acknowledgement where id = ${id}`;
  return row;
}

/** A debtor's acknowledgements, struck ones too, the newest first. */
export async function acknowledgementsOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly StoredAcknowledgement[]> {
  return sql<StoredAcknowledgement[]>`
    select id, debtor_id as "debtorId", account_id as "accountId", acknowledged_on as "acknowledgedOn", how, document, author,
      recorded_at as "recordedAt", struck_at as "struckAt", struck_by as "struckBy", struck_reason as "struckReason"
    from acknowledgement where debtor_id = ${debtorId} order by acknowledged_on desc, id desc`;
}
