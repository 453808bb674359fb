import { takerOf, type Sql } from "@fairflow/db";
import { check, type Counted } from "./row-check.ts";

/** What must hold of bank statements, from the file to the ledger. */
export function cashChecks(sql: Sql) {
  return [
    check("Each bank statement opens and closes with what its lines come to", () =>
      unbalanced(sql),
    ),
    check("What each bank line was put to comes to the line", () => unaccounted(sql)),
    check("Each part of a bank line that was put to an account stands in its ledger", () =>
      unbooked(sql),
    ),
    check("Each payout of a gateway comes to no more than the payments that it brought", () =>
      untied(sql),
    ),
  ];
}

function unbalanced(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked,
      array_agg(id || ': ' || opening || ' and ' || lines || ' make no ' || closing) filter (
        where opening + lines + unread <> closing or (unread <> 0 and problems = '[]')
      ) as wrong
    from (
      select s.id, s.opening, s.closing, s.unread, f.problems, coalesce(sum(l.amount), 0) as lines
      from statement s join statement_file f on f.id = s.file_id
      left join statement_entry e on e.statement_id = s.id left join statement_line l on l.id = e.line_id
      group by s.id, f.id
    ) as summed`;
}

function unaccounted(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked, array_agg(id || ': ' || put || ' and ' || rest || ' make no ' || amount) filter (
      where put + rest <> amount or (put <> 0 and not is_in)
    ) as wrong
    from (
      select l.id, l.amount, l.rest, l.is_in,
        coalesce(sum(a.amount) filter (where a.reversed_at is null), 0) as put
      from statement_line l left join allocation a on a.line_id = l.id
      group by l.id
    ) as summed`;
}

/** One that was taken back has the entry that takes it back as well. */
function unbooked(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked, array_agg(a.id::text) filter (
      where made.id is null or (a.reversed_at is not null and undone.id is null)
    ) as wrong
    from allocation a
    left join lateral (
      select id from ledger_entry e
      where e.payment_id = a.payment_id and e.account_id = a.account_id and e.amount = -a.amount
        and e.kind = case when a.amount > 0 then 'payment' else 'reversal' end
      limit 1
    ) made on true
    left join lateral (
      select id from ledger_entry e
      where e.payment_id = a.payment_id and e.account_id = a.account_id and e.amount = a.amount
        and e.source = 'bank' and e.external_id = a.id::text
      limit 1
    ) undone on true
    where a.kind = 'account'`;
}

/** What went back since it was paid out is in its sum still. */
function untied(sql: Sql) {
  return sql<Counted[]>`
    select count(*) as checked, array_agg(payout.id::text) filter (
      where brought.amount < payout.amount or brought.others > 0 or (payout.reversed_at is not null and brought.payments > 0)
    ) as wrong
    from allocation payout
    cross join lateral (
      select coalesce(sum(amount), case when payout.reversed_at is null then 0 else payout.amount end) as amount,
        count(*) as payments, count(*) filter (where ${takerOf(sql)} <> payout.gateway) as others
      from payment where payout_id = payout.id
    ) as brought
    where payout.kind = 'payout'`;
}
