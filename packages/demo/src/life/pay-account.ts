import type { LocalDate } from "@fairflow/calendar";
import { recordPayment } from "@fairflow/engine";
import type { Acting } from "./acting.ts";

export interface Paying {
  /** The account's number in the client's books. */
  readonly reference: string;
  /** The source's number of the payment: told twice, it is booked once. */
  readonly externalId: string;
  readonly today: LocalDate;
  readonly share: number;
  /** Only if this part is still open. */
  readonly dueOn?: LocalDate;
  readonly paymentLinkId?: string | undefined;
}

interface Owed {
  readonly id: string;
  readonly overdue: number;
  readonly next: number;
  readonly is_open: boolean;
  readonly is_disputed: boolean;
}

/** Pays what is overdue, or what falls due next, at the sandbox bank. Whoever disputes a debt does not pay it. */
export async function payAccount({ facts, demo }: Acting, paying: Paying): Promise<void> {
  const { reference, externalId, today, share, dueOn = null } = paying;
  const [owed] = await facts.database.sql<Owed[]>`
    select a.id, coalesce(sum(i.amount - i.paid) filter (where i.due_on < ${today}), 0)::bigint as overdue,
      coalesce((array_agg(i.amount - i.paid order by i.due_on) filter (where i.paid < i.amount))[1], 0)::bigint as next,
      ${dueOn}::date is null or bool_or(i.due_on = ${dueOn} and i.paid < i.amount) as is_open,
      exists (select from dispute d where d.account_id = a.id and d.status = 'open') as is_disputed
    from account a join due_item i on i.account_id = a.id
    where a.portfolio_id = ${demo.portfolioId} and a.reference = ${reference} and a.status in ('open', 'cured')
    group by a.id`;
  if (owed === undefined || !owed.is_open || owed.is_disputed) return;
  const amount = Math.round((owed.overdue > 0 ? owed.overdue : owed.next) * share);
  if (amount <= 0) return;
  await recordPayment(facts, {
    accountId: owed.id,
    amount,
    source: "gateway:sandbox",
    externalId,
    author: "debtor",
    paymentLinkId: paying.paymentLinkId,
  });
}
