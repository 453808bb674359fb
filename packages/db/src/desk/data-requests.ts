import type { Transaction } from "../connect.ts";
import type { REQUEST_KINDS } from "../schema/words.ts";

export interface StoredRequest {
  readonly id: string;
  readonly debtorId: string;
  readonly kind: (typeof REQUEST_KINDS)[number];
  readonly receivedOn: string;
  readonly dueOn: string;
  /** The law that sets the day, or that the installation set it. */
  readonly source: string;
  readonly openedBy: string;
  readonly exportedAt: Date | null;
}

/** Open requests, the nearest day first. */
export function openRequests(
  { sql }: Transaction,
  of: { readonly debtorId?: string | undefined; readonly limit: number },
): Promise<readonly StoredRequest[]> {
  return sql<StoredRequest[]>`
    select id, debtor_id as "debtorId", kind, received_on as "receivedOn", due_on as "dueOn", source,
      opened_by as "openedBy", exported_at as "exportedAt"
    from data_request
    where closed_at is null and (${of.debtorId ?? null}::uuid is null or debtor_id = ${of.debtorId ?? null}::uuid)
    order by due_on, id limit ${of.limit}`;
}

export async function openRequest(
  { sql }: Transaction,
  of: Omit<StoredRequest, "id" | "exportedAt"> & { readonly now: Date },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into data_request (debtor_id, kind, received_on, due_on, source, opened_by, created_at)
    values (${of.debtorId}, ${of.kind}, ${of.receivedOn}, ${of.dueOn}, ${of.source}, ${of.openedBy}, ${of.now})
    returning id`;
  return row?.id ?? "";
}

/** @returns false where it is not open */
export async function closeRequest(
  { sql }: Transaction,
  of: {
    readonly id: string;
    readonly outcome: "answered" | "refused" | "withdrawn";
    readonly userId: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const { count } = await sql`
    update data_request set closed_at = ${of.now}, closed_by = ${of.userId}, outcome = ${of.outcome}
    where id = ${of.id} and closed_at is null`;
  return count > 0;
}

/** Closes the open requests of a kind about a debtor: what they ask for was done. */
export async function answerRequests(
  { sql }: Transaction,
  of: {
    readonly debtorId: string;
    readonly kind: StoredRequest["kind"];
    readonly userId: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`
    update data_request set closed_at = ${of.now}, closed_by = ${of.userId}, outcome = 'answered'
    where debtor_id = ${of.debtorId} and kind = ${of.kind} and closed_at is null`;
}

/** Notes on all open requests about a debtor that the file was made. */
export async function noteExport(
  { sql }: Transaction,
  { debtorId, now }: { readonly debtorId: string; readonly now: Date },
): Promise<void> {
  await sql`
    update data_request set exported_at = ${now}, exports = exports + 1
    where debtor_id = ${debtorId} and closed_at is null`;
}

const TERMS_KEY = "data-request-terms";

/** Days to answer, by country (ISO 3166-1), that the installation set itself. */
export async function requestTerms({ sql }: Transaction): Promise<unknown> {
  const [row] = await sql<{ value: unknown }[]>`select value from setting where key = ${TERMS_KEY}`;
  return row?.value ?? {};
}

/** The countries of a debtor's portfolios. */
export async function countriesOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<readonly string[]> {
  const rows = await sql<{ country: string }[]>`
    select distinct jurisdiction as country from account join portfolio on portfolio.id = portfolio_id
    where debtor_id = ${debtorId} order by country`;
  return rows.map(({ country }) => country);
}
