import type { Transaction } from "@fairflow/db";

/** A task to find an address of somebody, unless one is open already. */
export async function askForTrace(
  { sql }: Transaction,
  { debtorId, now }: { readonly debtorId: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into task (debtor_id, team, kind, title, outcomes, created_at)
    select ${debtorId}::uuid, 'Tracing', 'trace', 'Find an address of the debtor',
      ${JSON.stringify([
        { id: "found", label: "Found" },
        { id: "not-found", label: "Not found" },
      ])}::jsonb, ${now}::timestamptz
    where not exists (
      select from task where debtor_id = ${debtorId} and kind = 'trace' and status = 'open'
    )`;
}
