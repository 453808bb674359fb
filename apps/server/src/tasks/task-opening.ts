import type { Transaction } from "@fairflow/db";

/** A call or visit that somebody opened, whose slot nobody has used or given back. */
export interface TaskOpening {
  readonly attemptId: string;
  readonly addressId: string | null;
  readonly openedAt: Date;
  readonly keptUntil: Date;
  /** Who opened it. */
  readonly agent: string | null;
  /** Its time is over and nobody said what came of it: it may have been made. */
  readonly isInDoubt: boolean;
}

/** What stands of the last opening of a task; undefined where there is nothing to say of it any more. */
export async function readOpening(
  { sql }: Transaction,
  { debtorId, attemptId }: { readonly debtorId: string; readonly attemptId: string | null },
  now: Date,
): Promise<TaskOpening | undefined> {
  if (attemptId === null) return undefined;
  const [opening] = await sql<TaskOpening[]>`
    select id as "attemptId", address_id as "addressId", created_at as "openedAt", reserved_until as "keptUntil", agent,
      status = 'in_doubt' or reserved_until <= ${now} as "isInDoubt"
    from attempt
    where shard = shard_of(${debtorId}) and id = ${attemptId} and reserved_until is not null
      and status in ('planned', 'in_doubt')`;
  return opening;
}
