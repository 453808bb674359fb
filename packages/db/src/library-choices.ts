import type { Transaction } from "./connect.ts";

/** The teams that have or had tasks. */
export async function listTeams(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ team: string }[]>`select distinct team from task order by team`;
  return rows.map(({ team }) => team);
}

/** The languages in which portfolios speak to people. */
export async function portfolioLanguages(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ language: string }[]>`
    select distinct language from portfolio, unnest(languages) as language order by language`;
  return rows.map(({ language }) => language);
}
