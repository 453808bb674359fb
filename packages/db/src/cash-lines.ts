import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type { STATEMENT_LINE_KINDS } from "./schema/words.ts";

export interface StoredCashLine {
  readonly id: string;
  readonly key: string;
  readonly kind: (typeof STATEMENT_LINE_KINDS)[number];
  readonly valueDate: LocalDate;
  readonly bookingDate: LocalDate;
  readonly amount: number;
  readonly rest: number;
  readonly currency: string;
  readonly revision: number;
  readonly isIn: boolean;
  readonly fileLine: number;
  readonly deposit: string | null;
  readonly fileName: string;
  /** Our account that it moved on; of a part of a remittance the agency's number. */
  readonly account: string;
  readonly isRemittance: boolean;
  /** JSON of `LineDetails`, to be parsed. */
  readonly details: unknown;
}

type Row = Omit<StoredCashLine, "details"> & { readonly details: Uint8Array };

/** What stands on a list: what waits to be put somewhere, refunds that wait for a second person, or what was done. */
export type CashView = "open" | "refunds" | "done";

export interface CashFilter {
  readonly view: CashView;
  readonly currency?: string | undefined;
  /** Money that came in, or that went out. */
  readonly direction?: "in" | "out" | undefined;
  /** Booked on or after the first and before the second. */
  readonly from?: LocalDate | undefined;
  readonly before?: LocalDate | undefined;
  readonly after?: CashCursor | undefined;
  readonly limit: number;
}

export interface CashCursor {
  readonly bookingDate: string;
  readonly id: string;
}

/** The oldest first; of what was done the newest. */
export async function listCashLines(
  tx: Transaction,
  keyring: Keyring,
  { view, currency, direction, from, before, after, limit }: CashFilter,
): Promise<readonly StoredCashLine[]> {
  const { sql } = tx;
  const inView = {
    open: sql`l.rest <> 0`,
    refunds: sql`exists (
      select from allocation a where a.line_id = l.id and a.kind = 'refund' and a.approved_at is null
        and a.reversed_at is null)`,
    done: sql`l.rest = 0`,
  }[view];
  const on =
    view === "done"
      ? sql`(l.booking_date, l.id) < (${after?.bookingDate ?? "infinity"}::date, ${after?.id ?? LAST_ID}::uuid)`
      : sql`(l.booking_date, l.id) > (${after?.bookingDate ?? "-infinity"}::date, ${after?.id ?? FIRST_ID}::uuid)`;
  const rows = await sql<Row[]>`
    select ${columns(tx)} from statement_line l ${joins(tx)}
    where l.is_in and ${inView} and ${on}
      and (${currency ?? null}::text is null or l.currency = ${currency ?? null})
      and (${direction ?? null}::text is null or (l.amount > 0) = (${direction ?? null} = 'in'))
      and (${from ?? null}::date is null or l.booking_date >= ${from ?? null})
      and (${before ?? null}::date is null or l.booking_date < ${before ?? null})
    order by l.booking_date ${view === "done" ? sql`desc, l.id desc` : sql`, l.id`}
    limit ${limit}`;
  return rows.map((row) => opened(keyring, row));
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

export async function cashLinesById(
  tx: Transaction,
  keyring: Keyring,
  ids: readonly string[],
): Promise<readonly StoredCashLine[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from statement_line l ${joins(tx)}
    where l.id = any(${ids}::uuid[]) order by l.booking_date, l.id`;
  return rows.map((row) => opened(keyring, row));
}

/**
 * The lines of a file that nothing was done about yet, with those of lists that took the place of its deposits; that such a
 * line came in by its deposit is its first revision.
 */
export async function untouchedLines(
  { sql }: Transaction,
  fileId: string,
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    with kept as (
      select id from statement where file_id = ${fileId}
    ), split as (
      select a.remittance_id as id from kept
      join statement_entry e on e.statement_id = kept.id
      join allocation a on a.line_id = e.line_id and a.kind = 'split' and a.reversed_at is null
    )
    select distinct l.id from (select id from kept union select id from split) s
    join statement_entry e on e.statement_id = s.id join statement_line l on l.id = e.line_id
    where l.is_in and l.rest = l.amount and l.revision <= 1 order by l.id`;
  return rows.map(({ id }) => id);
}

/** The lines of one statement or remittance. */
export async function linesOfStatement(
  { sql }: Transaction,
  statementId: string,
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select line_id as id from statement_entry where statement_id = ${statementId} order by 1`;
  return rows.map(({ id }) => id);
}

function columns({ sql }: Transaction) {
  return sql`l.id, l.key, l.kind, l.value_date as "valueDate", l.booking_date as "bookingDate", l.amount, l.rest,
    l.currency, l.revision, l.is_in as "isIn", l.file_line as "fileLine", l.deposit, l.details,
    coalesce(f.file_name, '') as "fileName", coalesce(b.number, f.number, '') as account,
    l.bank_account_id is null as "isRemittance"`;
}

/** The file that brought the line first, since its place is that in this one. */
function joins({ sql }: Transaction) {
  return sql`
    left join bank_account b on b.id = l.bank_account_id
    left join lateral (
      select statement_file.file_name, statement.number from statement_entry e
      join statement on statement.id = e.statement_id join statement_file on statement_file.id = statement.file_id
      where e.line_id = l.id order by statement.id limit 1
    ) f on true`;
}

function opened(keyring: Keyring, row: Row): StoredCashLine {
  const place = { table: "statement_line", column: "details", row: row.id };
  return { ...row, details: JSON.parse(keyring.decryptText(place, row.details)) };
}
