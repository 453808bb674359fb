import type { LocalDate } from "@fairflow/calendar";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "./connect.ts";
import { arrearsOn } from "./fact-columns.ts";

/** Where a debtor stands in the list: what is overdue of their open accounts, in minor units, and their id. */
export const DebtorRank = z.object({ arrears: z.coerce.number().int(), id: z.uuid() });
export type DebtorRank = z.infer<typeof DebtorRank>;

export interface WorstRequest {
  /** Only these, where given. */
  readonly ids?: readonly string[] | undefined;
  /** The last one of the page before. */
  readonly after?: DebtorRank | undefined;
  readonly limit: number;
  /** The day on which arrears are counted. */
  readonly today: LocalDate;
}

/** The debtors of whom most is overdue first, and of those who owe alike the newest. */
export async function worstDebtors(
  tx: Transaction,
  { ids, after, limit, today }: WorstRequest,
): Promise<readonly DebtorRank[]> {
  const rows = await tx.orm.execute(sql`
    select id, arrears from (
      select d.id, coalesce(sum(${arrearsOn(sql`a`, sql`${today}::date`)}), 0)::bigint as arrears
      from debtor d left join account a on a.debtor_id = d.id and a.status <> 'closed'
      where ${ids === undefined ? sql`true` : sql`d.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`}
      group by d.id
    ) ranked
    where ${after === undefined ? sql`true` : sql`(arrears, id) < (${after.arrears}::bigint, ${after.id}::uuid)`}
    order by arrears desc, id desc limit ${limit}`);
  return z.array(DebtorRank).parse([...rows]);
}
