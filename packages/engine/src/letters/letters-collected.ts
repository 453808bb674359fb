import type { Sql } from "@fairflow/db";

/** Under this name letters are recorded that leave in batches. */
export const COLLECTOR = "letters";

/** Where the installation's choice stands, with what else the house says of its letters. */
export const LETTERS_SETTING = "letters";

/** Whether letters wait for a batch instead of leaving one by one. */
export async function areLettersCollected(sql: Sql): Promise<boolean> {
  const rows = await sql`
    select from setting where key = ${LETTERS_SETTING} and value -> 'collects' = 'true'::jsonb`;
  return rows.length > 0;
}

/** Whether there is anything to do with batches: one to be begun at its hour, or one that is not handed over. */
export async function areBatchesAtWork(sql: Sql): Promise<boolean> {
  if (await areLettersCollected(sql)) return true;
  const rows = await sql`select from letter_batch where status <> 'handed_over' limit 1`;
  return rows.length > 0;
}
