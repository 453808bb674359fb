import type { Sql, Transaction } from "./connect.ts";

export interface StoredHouseRule {
  readonly id: string;
  readonly portfolioId: string | null;
  readonly rule: unknown;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedReason: string | null;
}

/** All that there ever were, the newest first. */
export async function listHouseRules(sql: Sql): Promise<readonly StoredHouseRule[]> {
  return sql<StoredHouseRule[]>`
    select id, portfolio_id as "portfolioId", rule, added_by as "addedBy", added_at as "addedAt",
      ended_by as "endedBy", ended_at as "endedAt", ended_reason as "endedReason"
    from house_rule order by added_at desc, id desc`;
}

export async function addHouseRule(
  { sql }: Transaction,
  added: Pick<StoredHouseRule, "id" | "portfolioId" | "rule" | "addedBy" | "addedAt">,
): Promise<void> {
  await sql`
    insert into house_rule (id, portfolio_id, rule, added_by, added_at)
    values (${added.id}, ${added.portfolioId}, ${JSON.stringify(added.rule)}::text::jsonb, ${added.addedBy}, ${added.addedAt})`;
}

/** @returns whether it was there and had not ended */
export async function endHouseRule(
  { sql }: Transaction,
  ended: { readonly id: string; readonly by: string; readonly at: Date; readonly reason: string },
): Promise<boolean> {
  const rows = await sql`
    update house_rule set ended_by = ${ended.by}, ended_at = ${ended.at}, ended_reason = ${ended.reason}
    where id = ${ended.id} and ended_at is null returning id`;
  return rows.length > 0;
}
