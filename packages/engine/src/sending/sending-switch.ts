import { recordAudit, type Database, type Transaction } from "@fairflow/db";
import { LOCK } from "../locks.ts";

/** Whether anything may leave. Held shared until the claim commits, so that switching off waits for no sender twice. */
export async function mayClaim({ sql }: Transaction): Promise<boolean> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK.sending}, 0)`;
  const [row] = await sql<{ is_on: boolean }[]>`select is_on from sending_switch`;
  return row?.is_on === true;
}

/**
 * The kill switch. Once this returns with sending off no claim commits any more; what was claimed before may be on its
 * way.
 */
export function switchSending(
  database: Database,
  to: { readonly isOn: boolean; readonly reason: string; readonly userId: string },
): Promise<void> {
  return database.transaction(async (tx) => {
    await tx.sql`select pg_advisory_xact_lock(${LOCK.sending}, 0)`;
    await tx.sql`
      update sending_switch set is_on = ${to.isOn}, reason = ${to.reason}, changed_by = ${to.userId},
        changed_at = clock_timestamp()`;
    await recordAudit(tx, [
      {
        actor: { kind: "user", id: to.userId },
        action: to.isOn ? "sending.resume" : "sending.pause",
        subject: { kind: "sending", id: "all" },
        reason: to.reason,
      },
    ]);
  });
}
