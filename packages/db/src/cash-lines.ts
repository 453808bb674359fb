import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import type { ALLOCATION_KINDS, STATEMENT_LINE_KINDS } from "./schema/words.ts";

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

export interface StoredAllocation {
  readonly id: string;
  readonly lineId: string;
  readonly kind: (typeof ALLOCATION_KINDS)[number];
  readonly amount: number;
  readonly accountId: string | null;
  readonly accountReference: string | null;
  readonly debtorId: string | null;
  readonly paymentId: string | null;
  readonly remittance: string | null;
  readonly reason: string | null;
  /** To be parsed. */
  readonly evidence: unknown;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly reversedBy: string | null;
  readonly reversedAt: Date | null;
  readonly reversedReason: string | null;
}

/** The oldest first. */
export async function allocationsOf(
  { sql }: Transaction,
  lineIds: readonly string[],
): Promise<readonly StoredAllocation[]> {
  return sql<StoredAllocation[]>`
    select x.id, x.line_id as "lineId", x.kind, x.amount, x.account_id as "accountId",
      a.reference as "accountReference", a.debtor_id as "debtorId", x.payment_id as "paymentId",
      s.number as remittance, x.reason, x.evidence, x.made_by as "madeBy", x.made_at as "madeAt",
      x.approved_by as "approvedBy", x.approved_at as "approvedAt", x.reversed_by as "reversedBy",
      x.reversed_at as "reversedAt", x.reversed_reason as "reversedReason"
    from allocation x left join account a on a.id = x.account_id left join statement s on s.id = x.remittance_id
    where x.line_id = any(${lineIds}::uuid[]) order by x.made_at, x.id`;
}

/** What stands on the desk of one currency, by the days on which it was booked. */
export interface CashSum {
  readonly currency: string;
  /** Unallocated money that came in, minor units, and of how many lines. */
  readonly cameIn: number;
  readonly linesIn: number;
  readonly wentOut: number;
  readonly linesOut: number;
  /** As `cameIn`, by the bounds that were given: booked before the first, between, from the last on. */
  readonly byAge: readonly { readonly amount: number; readonly lines: number }[];
  readonly refunds: number;
  readonly refundLines: number;
}

/** @param bounds days, the oldest first */
export async function cashSums(
  { sql }: Transaction,
  bounds: readonly LocalDate[],
): Promise<readonly CashSum[]> {
  const rows = await sql<
    (Omit<CashSum, "byAge"> & {
      readonly amounts: readonly string[];
      readonly counts: readonly number[];
    })[]
  >`
    with standing as (
      select currency, rest, width_bucket(booking_date::timestamptz, ${bounds}::date[]::timestamptz[]) as age
      from statement_line where rest <> 0 and is_in
    ), aged as (
      select c.currency, n as age, coalesce(sum(rest), 0) as amount, count(rest)::int as lines
      from (select distinct currency from bank_account) c cross join generate_series(0, ${bounds.length}) as n
      left join standing s on s.currency = c.currency and s.age = n and s.rest > 0
      group by c.currency, n
    ), waiting as (
      select l.currency, sum(a.amount) as amount, count(distinct l.id)::int as lines
      from allocation a join statement_line l on l.id = a.line_id
      where a.kind = 'refund' and a.approved_at is null and a.reversed_at is null group by l.currency
    ), sums as (
      select currency, sum(amount)::bigint as came_in, sum(lines)::int as lines_in,
        array_agg(amount::text order by age) as amounts, array_agg(lines order by age) as counts
      from aged group by currency
    )
    select sums.currency, came_in as "cameIn", lines_in as "linesIn", amounts, counts,
      coalesce((select sum(rest) from standing where currency = sums.currency and rest < 0), 0)::bigint as "wentOut",
      (select count(*) from standing where currency = sums.currency and rest < 0)::int as "linesOut",
      coalesce(w.amount, 0)::bigint as refunds, coalesce(w.lines, 0) as "refundLines"
    from sums left join waiting w on w.currency = sums.currency order by sums.currency`;
  return rows.map(({ amounts, counts, ...sum }) => ({
    ...sum,
    byAge: amounts.map((amount, index) => ({ amount: Number(amount), lines: counts[index] ?? 0 })),
  }));
}

export interface WaitingRemittance {
  readonly id: string;
  readonly number: string;
  readonly total: number;
  readonly currency: string;
  readonly on: LocalDate | null;
  readonly lines: number;
}

/** Lists of agencies whose deposits have not been found. */
export async function waitingRemittances({
  sql,
}: Transaction): Promise<readonly WaitingRemittance[]> {
  return sql<WaitingRemittance[]>`
    select s.id, coalesce(s.number, '') as number, s.closing as total, s.currency, s.closing_on as on,
      (select count(*) from statement_entry where statement_id = s.id)::int as lines
    from statement s
    where s.kind = 'remittance'
      and not exists (select from allocation where remittance_id = s.id and reversed_at is null)
    order by s.closing_on, s.id`;
}

/** Untouched lines of exactly these amounts, that deposits may have come in by. */
export async function depositLines(
  { sql }: Transaction,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from statement_line
    where rest = ${amount} and amount = ${amount} and currency = ${currency} and is_in and bank_account_id is not null
    order by booking_date, id limit 2`;
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
