import type { LocalDate } from "@fairflow/calendar";
import type { Database } from "@fairflow/db";
import { z } from "zod";
import type { LedgerInvoice } from "./live-ledger.ts";

const Cell = z.union([z.string(), z.number(), z.null()]);
/** The months of a vintage come as an array in one cell. */
const Rows = z.array(z.array(z.union([Cell, z.array(Cell)])).transform((row) => row.flat()));
type Rows = z.infer<typeof Rows>;

/** A ledger beside the product's own tables, as its file says it, and reports over it in plain SQL: nothing of the product is used. */
export async function plainLedger({ sql }: Database, invoices: readonly LedgerInvoice[]) {
  await sql`create table plain_ledger (number text primary key, invoiced date, due date, settled date, cents bigint)`;
  await sql`
    insert into plain_ledger select * from unnest(
      ${invoices.map(({ number }) => number)}::text[], ${invoices.map(({ invoiced }) => invoiced)}::date[],
      ${invoices.map(({ due }) => due)}::date[], ${invoices.map(({ settled }) => settled)}::date[],
      ${invoices.map(({ cents }) => cents)}::bigint[])`;
  const bucket = (day: LocalDate) => sql`
    case when ${day}::date - due <= 0 then 1 when ${day}::date - due <= 30 then 2 when ${day}::date - due <= 60 then 3
      when ${day}::date - due <= 90 then 4 when ${day}::date - due <= 120 then 5 else 6 end`;

  return {
    ageing: (day: LocalDate) =>
      rowsOf(
        sql`
      with owing as (
        select ${bucket(day)} as bucket, cents, case when due < ${day}::date then cents else 0 end as overdue
        from plain_ledger where invoiced <= ${day}::date and settled > ${day}::date
      )
      select count(o.bucket)::int, coalesce(sum(cents), 0)::bigint, coalesce(sum(overdue), 0)::bigint,
        (coalesce(sum(cents), 0) / (select nullif(sum(cents), 0) from owing))::float8
      from generate_series(1, 6) as line left join owing o on o.bucket = line
      group by line order by line`.values(),
      ),

    rolls: (from: LocalDate, to: LocalDate, weight: "balance" | "accounts") => {
      const weighed = weight === "balance" ? sql`cents` : sql`(o.bucket is not null)::int`;
      const share = (place: number) => sql`
        (coalesce(sum(${weighed}) filter (where place = ${place}), 0)::numeric / nullif(sum(${weighed}), 0))::float8`;
      return rowsOf(
        sql`
        with owing as (
          select ${bucket(from)} as bucket, cents,
            case when settled <= ${to}::date then 7 else ${bucket(to)} end as place
          from plain_ledger where invoiced <= ${from}::date and settled > ${from}::date
        )
        select count(o.bucket)::int, coalesce(sum(cents), 0)::bigint, ${share(1)}, ${share(2)}, ${share(3)}, ${share(4)},
          ${share(5)}, ${share(6)}, ${share(7)}, ${share(8)}
        from generate_series(1, 6) as line left join owing o on o.bucket = line
        group by line order by line`.values(),
      );
    },

    vintages: (day: LocalDate, months: number) =>
      rowsOf(
        sql`
      with cohort as (
        select date_trunc('month', invoiced)::date as month, count(*)::int as accounts, sum(cents) as placed
        from plain_ledger where invoiced <= ${day}::date group by 1
      )
      select to_char(c.month, 'YYYY-MM'), c.accounts, c.placed::bigint,
        (select coalesce(sum(cents), 0)::bigint from plain_ledger
          where date_trunc('month', invoiced)::date = c.month and settled <= ${day}::date),
        to_jsonb(array(
          select case when c.month + make_interval(months => after) <= ${day}::date then (
            select coalesce(sum(cents), 0) / c.placed from plain_ledger
            where date_trunc('month', invoiced)::date = c.month
              and settled <= least(${day}::date, (c.month + make_interval(months => after + 1))::date - 1))::float8 end
          from generate_series(0, ${months - 1}) as after order by after))
      from cohort c where c.month > date_trunc('month', ${day}::date) - interval '24 months' order by c.month`.values(),
      ),
  };
}

async function rowsOf(answer: PromiseLike<unknown>): Promise<Rows> {
  return Rows.parse(await answer);
}
