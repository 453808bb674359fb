import type { Transaction } from "./connect.ts";
import type { ALLOCATION_KINDS } from "./schema/words.ts";

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
  /** Of a payout. */
  readonly gateway: string | null;
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
      s.number as remittance, x.gateway, x.reason, x.evidence, x.made_by as "madeBy", x.made_at as "madeAt",
      x.approved_by as "approvedBy", x.approved_at as "approvedAt", x.reversed_by as "reversedBy",
      x.reversed_at as "reversedAt", x.reversed_reason as "reversedReason"
    from allocation x left join account a on a.id = x.account_id left join statement s on s.id = x.remittance_id
    where x.line_id = any(${lineIds}::uuid[]) order by x.made_at, x.id`;
}
