import type { Transaction } from "./connect.ts";

/** No provider tells anything again after so long, and nobody mends a file of last quarter row by row. */
const NOTICES_KEPT = "30 days";
const REFUSED_ROWS_KEPT = "90 days";
const AT_ONCE = 5_000;

/**
 * Empties what came from outside, was read, and would otherwise keep personal data where erasing a debtor cannot find it: the
 * bytes of notices, and rows of files that were refused. That they came, and what was made of them, stays.
 */
export async function emptyReadLongAgo({ sql }: Transaction): Promise<void> {
  // Real time, as for everything that others send.
  await sql`
    update inbox set body = '', headers = null where id in (
      select id from inbox
      where processed_at < now() - ${NOTICES_KEPT}::interval and octet_length(body) > 0 limit ${AT_ONCE}
    )`;
  await sql`
    update feed_problem set row = null where id in (
      select feed_problem.id from feed_problem join feed_run on feed_run.id = feed_run_id
      where row is not null and started_at < now() - ${REFUSED_ROWS_KEPT}::interval limit ${AT_ONCE}
    )`;
}
