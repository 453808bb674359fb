import { setTimeout as sleep } from "node:timers/promises";
import { forgetDeliveries } from "@fairflow/db";
import { deliverDue, type DeliveringDeps } from "./deliver-due.ts";

const LOOK_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 3_600_000;
const KEPT_MS = 30 * 86_400_000;

/** Delivers until it is stopped. Any number of processes may do the same: each message is claimed by one. */
export async function runWebhooks(
  deps: DeliveringDeps & {
    readonly onFault: (what: string, id: string, fault: unknown) => void;
  },
  signal: AbortSignal,
): Promise<void> {
  let forgotAtMs = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      while (!signal.aborted && (await deliverDue(deps)) > 0);
      const now = deps.realNow();
      if (now.getTime() - forgotAtMs > FORGET_EVERY_MS) {
        await forgetDeliveries(deps.database, new Date(now.getTime() - KEPT_MS));
        forgotAtMs = now.getTime();
      }
    } catch (fault) {
      deps.onFault("webhooks", "loop", fault);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
