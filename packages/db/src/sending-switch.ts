import type { Transaction } from "./connect.ts";

export interface SendingState {
  readonly isOn: boolean;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: Date;
  /** Messages that are planned and wait for their moment or for the switch. */
  readonly queued: number;
}

export async function readSendingSwitch(tx: Transaction): Promise<SendingState> {
  const [row] = await tx.sql<SendingState[]>`
    select is_on as "isOn", reason, changed_by as "changedBy", changed_at as "changedAt",
      (select count(*) from attempt where status = 'planned' and reserved_until is null) as queued
    from sending_switch`;
  if (row === undefined) throw new Error("The sending switch has no row: run the migrations");
  return row;
}

/** Whether anything may leave: without a lock, for those that only ask. */
export async function isSendingOn({ sql }: Transaction): Promise<boolean> {
  const [row] = await sql<{ is_on: boolean }[]>`select is_on from sending_switch`;
  return row?.is_on === true;
}
