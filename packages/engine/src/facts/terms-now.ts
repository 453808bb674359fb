import type { Transaction } from "@fairflow/db";
import { loadPortfolios } from "../load-portfolios.ts";
import type { Terms } from "../world.ts";
import type { FactDeps } from "./telling.ts";

/** The law and the portfolios' terms as they are now. */
export async function termsNow({ law }: FactDeps, { sql }: Transaction): Promise<Terms> {
  const [now, portfolios] = await Promise.all([law.newest(sql), loadPortfolios(sql)]);
  return { law: now, portfolios };
}
