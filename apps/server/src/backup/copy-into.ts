import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Transaction } from "@fairflow/db";

/**
 * Writes rows, as COPY reads them, in a transaction.
 *
 * @param statement `copy ... from stdin`, of names that the database itself has
 * @throws Error (PostgreSQL) for a row that does not fit
 */
export async function copyInto(
  tx: Transaction,
  statement: string,
  rows: AsyncIterable<Uint8Array>,
): Promise<void> {
  const target: Writable = await tx.sql.unsafe(statement).writable();
  await pipeline(Readable.from(rows, { objectMode: false }), target, { end: false });
  // postgres.js 3.4 never tells of a refusal that comes once all is sent: the next statement does, so it must follow
  // the end of the copy and nothing may be buffered before it.
  await new Promise<void>((resolve, reject) => {
    target.write(Buffer.alloc(0), (error) => (error ? reject(error) : resolve()));
  });
  target.end();
  await setImmediate();
  await tx.sql`select 1`;
}
