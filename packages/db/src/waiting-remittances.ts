import type { LocalDate } from "@fairflow/calendar";
import type { Transaction } from "./connect.ts";

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
