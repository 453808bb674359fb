import type { Database } from "@fairflow/db";

const KEPT_MS = 10 * 60_000;
const LATELY_MS = 30 * 86_400_000;

export interface SmsCost {
  /** In the currency's own unit, such as `0.2250`. */
  readonly amount: string;
  readonly currency: string;
}

/** What one message of so many parts costs; null where no provider has charged any lately. */
export type SmsCosts = (parts: number) => Promise<SmsCost | null>;

/** By what providers charged for each part in the last 30 days; read again every ten minutes, since it reads many rows. */
export function smsCosts({ sql }: Database, realNow: () => Date): SmsCosts {
  let known: { readonly atMs: number; readonly usual: Promise<Usual | undefined> } | undefined;
  const readUsual = async (nowMs: number): Promise<Usual | undefined> => {
    const [usual] = await sql<Usual[]>`
      select (sum(price) / sum(parts))::float8 as "perPart", price_currency as currency
      from attempt
      where channel = 'sms' and price is not null and parts > 0 and accepted_at > ${new Date(nowMs - LATELY_MS)}
      group by price_currency order by count(*) desc limit 1`;
    return usual;
  };
  return async (parts) => {
    const nowMs = realNow().getTime();
    if (known === undefined || known.atMs + KEPT_MS < nowMs) {
      known = { atMs: nowMs, usual: readUsual(nowMs) };
    }
    const usual = await known.usual;
    if (usual === undefined) return null;
    return { amount: (usual.perPart * parts).toFixed(4), currency: usual.currency };
  };
}

interface Usual {
  readonly perPart: number;
  readonly currency: string;
}
