import type { Transaction } from "./connect.ts";
import type { PayTerms } from "./pay-terms.ts";

/** Where a bank transfer for an account goes, and the number that its reference is made of. */
export interface EftTerms {
  readonly payTo: PayTerms["payTo"];
  readonly paymentNumber: number;
}

export async function eftTerms(
  { sql }: Transaction,
  accountId: string,
): Promise<EftTerms | undefined> {
  const [row] = await sql<EftTerms[]>`
    select pay_to as "payTo", payment_number as "paymentNumber"
    from account join portfolio on portfolio.id = portfolio_id where account.id = ${accountId}`;
  return row;
}
