import type { Transaction } from "./connect.ts";

/** A payment as its payer may see it; minor units. */
export interface DebtorPayment {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly valueDate: string;
  readonly isTakenBack: boolean;
}

/** What was paid on these accounts of a debtor, the newest first. */
export function paymentsOn(
  { sql }: Transaction,
  of: { readonly debtorId: string; readonly accountIds: readonly string[]; readonly limit: number },
): Promise<readonly DebtorPayment[]> {
  return sql<DebtorPayment[]>`
    select id, amount, currency, value_date as "valueDate", status = 'reversed' as "isTakenBack"
    from payment
    where debtor_id = ${of.debtorId} and status <> 'unallocated' and exists (
      select from ledger_entry where payment_id = payment.id and account_id = any(${of.accountIds}::uuid[]))
    order by received_at desc, id desc limit ${of.limit}`;
}
