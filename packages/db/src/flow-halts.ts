import type { Transaction } from "./connect.ts";

/** What keeps a flow from going on as drawn. */
export interface FlowHalts {
  /** Nobody enters and nothing is sent. */
  readonly paused: Halt | null;
  /** Nobody enters; whoever is inside goes on. */
  readonly entriesStopped: Halt | null;
}

export interface Halt {
  readonly at: Date;
  readonly reason: string;
}

export type HaltKind = keyof FlowHalts;

export async function flowHalts(tx: Transaction, flowId: string): Promise<FlowHalts | undefined> {
  const [row] = await tx.sql<
    {
      paused_at: Date | null;
      paused_reason: string | null;
      entries_stopped_at: Date | null;
      entries_stopped_reason: string | null;
    }[]
  >`
    select paused_at, paused_reason, entries_stopped_at, entries_stopped_reason
    from flow where id = ${flowId} and archived_at is null`;
  if (row === undefined) return undefined;
  return {
    paused: haltOf(row.paused_at, row.paused_reason),
    entriesStopped: haltOf(row.entries_stopped_at, row.entries_stopped_reason),
  };
}

/**
 * Halts a flow, or with `null` for the reason lets it go on.
 *
 * @returns false where it stood so before, or there is no such flow
 */
export async function haltFlow(
  tx: Transaction,
  halt: { readonly flowId: string; readonly kind: HaltKind; readonly reason: string | null },
  now: Date,
): Promise<boolean> {
  const { flowId, kind, reason } = halt;
  const at = reason === null ? null : now;
  const { count } =
    kind === "paused"
      ? await tx.sql`
          update flow set paused_at = ${at}, paused_reason = ${reason}
          where id = ${flowId} and archived_at is null and (paused_at is null) = (${reason}::text is not null)`
      : await tx.sql`
          update flow set entries_stopped_at = ${at}, entries_stopped_reason = ${reason}
          where id = ${flowId} and archived_at is null and (entries_stopped_at is null) = (${reason}::text is not null)`;
  return count > 0;
}

function haltOf(at: Date | null, reason: string | null): Halt | null {
  return at === null || reason === null ? null : { at, reason };
}
