import { addDays, daysBetween } from "@fairflow/calendar";
import type { Transaction } from "@fairflow/db";
import { decidedPromises, wasTried, workedAccounts } from "./read-collecting.ts";
import type { ReportAsked } from "./read-report.ts";
import { placedAccounts, wasPaid } from "./read-vintages.ts";
import { accountsOf } from "./report-scope.ts";

/** A figure of a report: the table, what its line is about, and its column. */
export interface ReportCellAsked {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** One of those whom a figure counts. */
export interface PersonOfCell {
  /** Of what is counted: an account, a message, a promise. */
  readonly id: string;
  readonly debtorId: string;
  /** The client's number of the account, where it is one. */
  readonly reference: string | null;
  /** Minor units of the report's currency, where the figure is about money or about who owes it. */
  readonly amount: number | null;
  readonly attemptId: string | null;
}

interface Page {
  /** How many came before. */
  readonly after: number;
  readonly limit: number;
}

/**
 * Whom a figure of a report counts, those with the most money first. Each question is the one that the figure is counted by.
 *
 * @returns undefined where no such figure opens its people
 */
export async function peopleOfCell(
  { sql }: Transaction,
  asked: ReportAsked,
  cell: ReportCellAsked,
  { after, limit }: Page,
): Promise<readonly PersonOfCell[] | undefined> {
  const counted = countedBy(sql, asked, cell);
  if (counted === undefined) return undefined;
  return sql<PersonOfCell[]>`
    select id::text, debtor_id as "debtorId", reference, amount::bigint, attempt_id as "attemptId" from (${counted}) as counted
    order by amount desc nulls last, id desc, reference offset ${after} limit ${limit}`;
}

type Sql = Transaction["sql"];

function countedBy(sql: Sql, asked: ReportAsked, cell: ReportCellAsked) {
  switch (cell.table) {
    case "roll-rates-balance":
    case "roll-rates-accounts":
    case "cures":
      return rolled(sql, asked, cell);
    case "re-default":
      return redefaulted(sql, asked, cell);
    case "ageing":
      return aged(sql, asked, cell);
    case "vintages":
      return placed(sql, asked, cell);
    case "penetration":
      return worked(sql, asked, cell);
    case "attempts":
      return tried(sql, asked, cell);
    case "promises":
      return promised(sql, asked, cell);
    default:
      return undefined;
  }
}

/** A share or a count of all of a line has no place at the last close. */
const OF_THE_LINE: ReadonlySet<string> = new Set(["accounts", "balance"]);

function rolled(sql: Sql, { scope, period: { from, to } }: ReportAsked, cell: ReportCellAsked) {
  const target = sql`
    case when t.account_id is null then 'closed' when t.status = 'paid' then 'paid' else t.bucket end`;
  const targets = cell.column === "rate" ? ["current", "paid"] : [cureTarget(cell.column)];
  return sql`
    select a.id, a.debtor_id, a.reference, f.balance as amount, null::uuid as attempt_id
    from daily_snapshot f
    join (select a.id, a.debtor_id, a.reference from ${accountsOf(sql, scope)}) as a on a.id = f.account_id
    left join daily_snapshot t on t.account_id = f.account_id and t.day = ${to}::date
    where f.day = ${from}::date and f.status <> 'paid'
      and ${cell.row === "overdue" ? sql`f.bucket <> 'current'` : sql`f.bucket = ${cell.row}`}
      and ${OF_THE_LINE.has(cell.column) ? sql`true` : sql`${target} = any(${targets})`}`;
}

/** Who cured is not overdue any more, and still owes. */
function cureTarget(column: string): string {
  return column === "cured" ? "current" : column;
}

function redefaulted(
  sql: Sql,
  { scope, period: { from, to } }: ReportAsked,
  { column }: ReportCellAsked,
) {
  const earlier = addDays(from, -daysBetween(from, to));
  return sql`
    select a.id, a.debtor_id, a.reference, f.balance as amount, null::uuid as attempt_id
    from daily_snapshot e
    join (select a.id, a.debtor_id, a.reference from ${accountsOf(sql, scope)}) as a on a.id = e.account_id
    join daily_snapshot f on f.account_id = e.account_id and f.day = ${from}::date
    left join daily_snapshot t on t.account_id = e.account_id and t.day = ${to}::date
    where e.day = ${earlier}::date and e.status <> 'paid' and e.days_past_due > 0
      and f.status <> 'paid' and f.days_past_due = 0
      and ${column === "again" ? sql`t.days_past_due > 0` : sql`true`}`;
}

function aged(sql: Sql, { scope, period: { to } }: ReportAsked, { row, column }: ReportCellAsked) {
  const isOverdue = column === "overdue";
  return sql`
    select a.id, a.debtor_id, a.reference, ${isOverdue ? sql`s.arrears` : sql`s.balance`} as amount, null::uuid as attempt_id
    from daily_snapshot s
    join (select a.id, a.debtor_id, a.reference from ${accountsOf(sql, scope)}) as a on a.id = s.account_id
    where s.day = ${to}::date and s.status <> 'paid' and s.bucket = ${row}
      and ${isOverdue ? sql`s.arrears > 0` : sql`true`}`;
}

const MONTH_COLUMN = /^month-(\d{1,2})$/;
/** All months that there are. */
const TO_DATE = 1_000;

function placed(
  sql: Sql,
  { scope, period: { to } }: ReportAsked,
  { row, column }: ReportCellAsked,
) {
  const cohort = sql`
    select id, debtor_id, reference, balance, placed_on from (${placedAccounts(sql, scope, to)}) as placed
    where to_char(placed_on, 'YYYY-MM') = ${row}`;
  const months = column === "paid" ? TO_DATE : Number(MONTH_COLUMN.exec(column)?.[1] ?? -1);
  if (months < 0) {
    return sql`
      select x.id, x.debtor_id, x.reference, x.balance as amount, null::uuid as attempt_id from (${cohort}) as x`;
  }
  return sql`
    select x.id, x.debtor_id, x.reference, paid.amount, null::uuid as attempt_id
    from (${cohort}) as x
    cross join lateral (
      select -sum(e.amount) as amount from ledger_entry e
      where e.account_id = x.id and ${wasPaid(sql)} and e.value_date >= x.placed_on and e.value_date <= ${to}::date
        and e.value_date < date_trunc('month', x.placed_on) + make_interval(months => ${months + 1})
    ) as paid
    where paid.amount <> 0`;
}

function worked(sql: Sql, { scope, period, by }: ReportAsked, { row, column }: ReportCellAsked) {
  const isMoney = column === "collected";
  const counts = {
    overdue: sql`n.is_overdue`,
    penetration: sql`n.is_overdue and n.was_tried`,
    reached: sql`n.is_overdue and n.was_reached`,
    collected: sql`n.collected <> 0`,
  }[column];
  if (counts === undefined) return undefined;
  return sql`
    select n.id, n.debtor_id, n.reference, ${isMoney ? sql`n.collected` : sql`n.arrears`} as amount, null::uuid as attempt_id
    from (${workedAccounts(sql, scope, { period, by })}) as n
    where n.name = ${row} and ${counts}`;
}

function tried(sql: Sql, { scope, period }: ReportAsked, { row, column }: ReportCellAsked) {
  return sql`
    select h.id, h.debtor_id, null::text as reference, null::bigint as amount, h.id as attempt_id from attempt h
    where ${wasTried(sql, scope, period)} and ${row === "all" ? sql`true` : sql`h.channel = ${row}`}
      and ${column === "attempts" ? sql`true` : sql`h.is_right_party`}`;
}

function promised(sql: Sql, { scope, period }: ReportAsked, { row }: ReportCellAsked) {
  return sql`
    select m.id, m.debtor_id, null::text as reference, m.amount, null::uuid as attempt_id
    from (${decidedPromises(sql, scope, period)}) as m where m.status = ${row}`;
}
