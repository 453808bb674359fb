import type { Sql } from "@fairflow/db";
import { z } from "zod";

const KEY = "retention";

/** Fifty years: longer than any law that is known here. */
const MOST_MONTHS = 600;

const Months = z.int().min(1).max(MOST_MONTHS);

/** How long an installation keeps what it has of people of whom nothing more is wanted. A law that keeps it longer wins. */
export const RetentionSetting = z.strictObject({
  /** Whether they are erased when that time is over. */
  isOn: z.boolean(),
  /** Since the last that happened. */
  months: Months,
  /** Portfolios with a time of their own. */
  portfolios: z
    .array(z.strictObject({ portfolioId: z.uuid(), months: Months }))
    .max(1_000)
    .refine((all) => new Set(all.map(({ portfolioId }) => portfolioId)).size === all.length, {
      error: "A portfolio stands there twice",
    }),
  /** How many people are erased on one day at most. */
  mostADay: z.int().min(1).max(100_000),
});
export type RetentionSetting = z.infer<typeof RetentionSetting>;

export interface StoredRetention {
  readonly setting: RetentionSetting;
  readonly changedBy: string;
  /** By the installation's clock. */
  readonly changedAt: Date;
}

/** Undefined until an admin has said how long records are kept. */
export async function readRetention({
  sql,
}: {
  readonly sql: Sql;
}): Promise<StoredRetention | undefined> {
  const [row] = await sql<{ value: unknown; changedBy: string; changedAt: Date }[]>`
    select value, changed_by as "changedBy", changed_at as "changedAt" from setting where key = ${KEY}`;
  if (row === undefined) return undefined;
  const { value, ...changed } = row;
  return { setting: RetentionSetting.parse(value), ...changed };
}

/** @param by.now of the installation's clock */
export async function saveRetention(
  { sql }: { readonly sql: Sql },
  setting: RetentionSetting,
  by: { readonly userId: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${KEY}, ${JSON.stringify(setting)}::jsonb, ${by.userId}, ${by.now})
    on conflict (key) do update set value = excluded.value, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`;
}

/** Of portfolios that one debtor's accounts are in, the longest time. */
export function monthsKept(
  { months, portfolios }: Pick<RetentionSetting, "months" | "portfolios">,
  portfolioIds: readonly string[],
): number {
  const own = new Map(portfolios.map((each) => [each.portfolioId, each.months]));
  return portfolioIds.length === 0
    ? months
    : Math.max(...portfolioIds.map((id) => own.get(id) ?? months));
}
