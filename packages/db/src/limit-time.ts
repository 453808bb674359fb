import type { Transaction } from "./connect.ts";

/*
 * For what somebody waits for, beside the engine's work: each statement of the transaction throws PostgreSQL's 57014 where
 * it takes longer than five seconds.
 */
const PATIENCE_MS = 5_000;

export async function limitTime({ sql }: Transaction): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`;
}
