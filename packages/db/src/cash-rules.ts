import type { Transaction } from "./connect.ts";
import type { ALLOCATIONS } from "./schema/words.ts";

const KEY = "cash.matching";

/** What was chosen about the matching of bank lines, to be parsed; undefined where nobody chose. */
export async function readCashMatching({ sql }: Transaction): Promise<unknown> {
  const [row] = await sql<{ value: unknown }[]>`select value from setting where key = ${KEY}`;
  return row?.value;
}

export async function saveCashMatching(
  { sql }: Transaction,
  value: unknown,
  { author, now }: { readonly author: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${KEY}, ${JSON.stringify(value)}::jsonb, ${author}, ${now})
    on conflict (key) do update set value = excluded.value, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`;
}

export interface PortfolioAllocation {
  readonly id: string;
  readonly name: string;
  readonly rule: (typeof ALLOCATIONS)[number];
}

export async function portfolioAllocations({
  sql,
}: Transaction): Promise<readonly PortfolioAllocation[]> {
  return sql<PortfolioAllocation[]>`
    select portfolio.id, client.name || ', ' || portfolio.name as name, allocation as rule
    from portfolio join client on client.id = client_id order by 2, 1`;
}

/** @returns how many of them there are */
export async function savePortfolioAllocations(
  { sql }: Transaction,
  portfolios: readonly Pick<PortfolioAllocation, "id" | "rule">[],
): Promise<number> {
  const { count } = await sql`
    update portfolio set allocation = i.rule
    from unnest(${portfolios.map(({ id }) => id)}::uuid[], ${portfolios.map(({ rule }) => rule)}::text[]) as i (id, rule)
    where portfolio.id = i.id`;
  return count;
}
