import type { Sql } from "@fairflow/db";
import type { ConsentFacts } from "../debtor-facts.ts";
import { groupByDebtor } from "../group-by-debtor.ts";

interface ConsentRow {
  readonly debtor_id: string;
  readonly channel: string | null;
  readonly address_id: string | null;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly given_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_act_at: Date | null;
}

/**
 * The consents of these debtors, those that were taken back too.
 *
 * @param ids as the text of an array
 */
export async function readConsents(sql: Sql, ids: string): Promise<Map<string, ConsentFacts[]>> {
  const rows = await sql<ConsentRow[]>`
    select debtor_id, channel, address_id, purpose, rule, given_at, withdrawn_at, withdrawn_act_at
    from consent
    where debtor_id = any(${ids}::uuid[])
    order by debtor_id, given_at, id`;
  return groupByDebtor(rows, (row) => ({
    channel: row.channel,
    addressId: row.address_id,
    purpose: row.purpose,
    rule: row.rule,
    givenMs: row.given_at.getTime(),
    withdrawnMs: row.withdrawn_at?.getTime() ?? null,
    takenBackMs: row.withdrawn_act_at?.getTime() ?? null,
  }));
}
