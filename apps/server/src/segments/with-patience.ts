import { limitTime, type Database, type Transaction } from "@fairflow/db";
import { HttpError } from "../http/http-error.ts";

/**
 * Asks the database something for which somebody waits.
 *
 * @throws HttpError where it takes too long
 */
export async function withPatience<Answer>(
  database: Database,
  ask: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await database.transaction(async (tx) => {
      await limitTime(tx);
      return await ask(tx);
    });
  } catch (cause) {
    if (!wasCancelled(cause)) throw cause;
    throw new HttpError("unavailable", "Counting takes too long at the moment.", { cause });
  }
}

/** SQLSTATE 57014: the statement's time was up. Drizzle wraps what the driver throws. */
function wasCancelled(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("code" in cause && cause.code === "57014") return true;
  return "cause" in cause && wasCancelled(cause.cause);
}
