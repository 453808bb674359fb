import type { RulePack } from "@fairflow/compliance";
import type { Database } from "@fairflow/db";
import type { FactDeps } from "@fairflow/engine";

/** The rules that the installation has made for itself, as packs, so that what they refuse can be said in words. */
export async function houseRules(
  { law }: Pick<FactDeps, "law">,
  { sql }: Pick<Database, "sql">,
): Promise<readonly RulePack[]> {
  const { housePacks } = await law.newest(sql);
  return [...housePacks.values()].map(({ pack }) => pack);
}
