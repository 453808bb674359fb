import type { Transaction } from "./connect.ts";

/** A window that does not say that it is still here is taken to be closed after this, in ms. */
const PRESENCE_LASTS_MS = 25_000;

export interface PresentWindow {
  readonly windowId: string;
  readonly userId: string;
  readonly nodeId: string | null;
}

/** Writes down that a window has a flow's draft open, and which step of it; forgets the windows that are gone. */
export async function markPresent(
  tx: Transaction,
  window: PresentWindow & { readonly flowId: string },
  realNow: Date,
): Promise<void> {
  await tx.sql`
    insert into presence (window_id, flow_id, user_id, node_id, seen_at)
    select ${window.windowId}, id, ${window.userId}, ${window.nodeId}, ${realNow}
    from flow where id = ${window.flowId}
    on conflict (window_id) do update
      set flow_id = excluded.flow_id, node_id = excluded.node_id, seen_at = excluded.seen_at
      where presence.user_id = excluded.user_id`;
  await tx.sql`delete from presence where seen_at < ${lastSeen(realNow)}`;
}

export async function markGone(
  tx: Transaction,
  window: { readonly windowId: string; readonly userId: string },
): Promise<void> {
  await tx.sql`
    delete from presence where window_id = ${window.windowId} and user_id = ${window.userId}`;
}

/** Whoever has a flow's draft open now, in one order. */
export async function presentIn(
  tx: Transaction,
  flowId: string,
  realNow: Date,
): Promise<readonly PresentWindow[]> {
  return tx.sql<PresentWindow[]>`
    select window_id as "windowId", user_id as "userId", node_id as "nodeId"
    from presence where flow_id = ${flowId} and seen_at >= ${lastSeen(realNow)}
    order by window_id`;
}

function lastSeen(realNow: Date): Date {
  return new Date(realNow.getTime() - PRESENCE_LASTS_MS);
}
