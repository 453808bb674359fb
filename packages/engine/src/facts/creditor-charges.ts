import type { LocalDate } from "@fairflow/calendar";
import { Actor, checkCharges } from "@fairflow/compliance";
import type { Transaction } from "@fairflow/db";
import { programLaw } from "../law/program-law.ts";
import { plainArray, textArray } from "../sql-columns.ts";

interface FiguresRow {
  readonly id: string;
  readonly actor: string;
  readonly debt_type: string | null;
  readonly subdivision: string | null;
  readonly currency: string;
  readonly principal_at_default: number;
  readonly charges_since_default: number;
  readonly pack_ids: readonly string[];
}

/**
 * Compares what clients say of interest and charges with the fee rules of the place, and notes the rules that are exceeded
 * on the account: while there is one, no amount of the debt stands in a message. Nothing is computed or corrected.
 *
 * @param today at which the rules are read
 */
export async function compareCharges(
  { sql }: Transaction,
  accountIds: readonly string[],
  today: LocalDate,
): Promise<void> {
  if (accountIds.length === 0) return;
  const rows = await sql<FiguresRow[]>`
    select account.id, collector_kind as actor, coalesce(account.debt_type, portfolio.debt_type) as debt_type,
      portfolio.subdivision, account.currency, principal_at_default, charges_since_default, pack_ids
    from account join portfolio on portfolio.id = portfolio_id
    where account.id = any(${accountIds}::uuid[])
      and principal_at_default is not null and charges_since_default is not null`;
  if (rows.length === 0) return;
  const exceeded = rows.map((row) => rulesExceeded(row, today));
  await sql`
    update account set charges_above = string_to_array(found.rules, ' ')
    from unnest(
      ${plainArray(rows.map(({ id }) => id))}::uuid[], ${textArray(exceeded.map((rules) => rules.join(" ")))}::text[]
    ) as found (id, rules)
    where account.id = found.id and charges_above is distinct from string_to_array(found.rules, ' ')`;
}

function rulesExceeded(row: FiguresRow, asOf: LocalDate): readonly string[] {
  const packs = programLaw.packs.filter(({ id }) => row.pack_ids.includes(id));
  const { warnings } = checkCharges(packs, {
    actor: Actor.parse(row.actor),
    ...(row.debt_type === null ? {} : { debtType: row.debt_type }),
    ...(row.subdivision === null ? {} : { subdivision: row.subdivision }),
    currency: row.currency,
    asOf,
    principalAtDefault: row.principal_at_default,
    interestAndChargesSinceDefault: row.charges_since_default,
    fees: [],
  });
  return [...new Set(warnings.map(({ ruleId }) => ruleId))];
}
