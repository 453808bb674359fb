import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@fairflow/db";
import { chainHead, sealAudit, whileChainRests, type CheckpointKey } from "@fairflow/engine";
import { appendCheckpoint, checkpointsIn } from "./checkpoint-file.ts";

/** Real time between two looks for entries that wait. */
const SEAL_EVERY_MS = 5_000;
/** Real time between two checkpoints, while the chain grows. */
const CHECKPOINT_EVERY_MS = 60_000;

export interface SealerDeps {
  readonly database: Database;
  readonly key: CheckpointKey;
  /** The file of checkpoints. */
  readonly path: string;
  readonly realNow: () => Date;
  readonly onFault: (what: string, id: string, fault: unknown) => void;
}

export interface AuditSealer {
  /** Takes in what waits, signs how far the chain came, and ends. */
  readonly stop: () => Promise<void>;
}

/**
 * Keeps the chain over the audit trail behind whoever writes it: every few seconds it takes in what has committed, every
 * minute it signs how far it came, and once more when it stops. Any number of processes may run one.
 */
export function startAuditSealer(deps: SealerDeps): AuditSealer {
  const stopping = new AbortController();
  const loop = seal(deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

async function seal(deps: SealerDeps, signal: AbortSignal): Promise<void> {
  let signedAt = Number.NEGATIVE_INFINITY;
  for (let isLast = false; !isLast;) {
    isLast = signal.aborted;
    try {
      const sealed = await sealAudit(deps.database, deps.realNow);
      const isTime = isLast || performance.now() - signedAt >= CHECKPOINT_EVERY_MS;
      if (sealed !== "busy" && isTime) {
        await signChain(deps);
        signedAt = performance.now();
      }
    } catch (fault) {
      deps.onFault("audit", "chain", fault);
    }
    if (!isLast) await sleep(SEAL_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Signs how far the chain has come, unless the last checkpoint says so already. One process at a time. */
async function signChain({ database, key, path, realNow }: SealerDeps): Promise<void> {
  await whileChainRests(database, async ({ sql }) => {
    const head = await chainHead(sql);
    if (head === undefined) return;
    const last = (await checkpointsIn(path, [key]))?.trusted.at(-1);
    // A chain that is behind its last checkpoint was cut: nothing is signed over that.
    if (last !== undefined && last.sequence >= head.sequence) return;
    await appendCheckpoint(path, key, { kind: "reached", head, at: realNow() });
  });
}
