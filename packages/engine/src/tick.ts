import type { Database } from "@fairflow/db";
import { advanceClaim } from "./advance-claim.ts";
import { advanceHalves } from "./advance-halves.ts";
import { blamesData } from "./blames-data.ts";
import { claimBatch, type ClaimDeps } from "./claim-batch.ts";
import type { SavingDeps } from "./save-decided.ts";

/** A tick that finds no end gives its worker back. */
const MAX_TICK_MS = 20_000;

export interface TickDeps extends ClaimDeps, SavingDeps {
  readonly database: Database;
}

export interface Ticked {
  /** `busy`: another tick has the lane. `more`: it stopped because it was long at it. */
  readonly kind: "done" | "busy" | "more";
  readonly advanced: number;
}

/** Advances a lane until nothing in it is due. The lane's lock is taken for each batch, so that others get their turn. */
export async function runTick(deps: TickDeps, lane: number): Promise<Ticked> {
  const begun = performance.now();
  let advanced = 0;
  for (;;) {
    const batch = await advanceBatch(deps, lane);
    if (batch === "busy") return { kind: "busy", advanced };
    advanced += batch.advanced;
    if (batch.claimed === 0) return { kind: "done", advanced };
    if (performance.now() - begun > MAX_TICK_MS) return { kind: "more", advanced };
  }
}

interface BatchReport {
  /** Runs and events that were found; 0 when the lane is at rest. */
  readonly claimed: number;
  readonly advanced: number;
}

/**
 * One batch of a lane in one transaction (I3). If it cannot be saved it is halved until the culprit is alone, and parked.
 */
async function advanceBatch(deps: TickDeps, lane: number): Promise<BatchReport | "busy"> {
  let debtorIds: readonly string[] = [];
  try {
    return await deps.database.transaction(async (tx) => {
      const claim = await claimBatch(deps, { tx, lane, only: null });
      if (claim === "busy") return "busy";
      if (claim === null) return { claimed: 0, advanced: 0 };
      debtorIds = claim.batches.map(({ facts }) => facts.id);
      return { claimed: claim.claimed, advanced: await advanceClaim(deps, { tx, lane, claim }) };
    });
  } catch (fault) {
    if (!blamesData(fault) || debtorIds.length === 0) throw fault;
    return { claimed: debtorIds.length, advanced: await advanceHalves(deps, lane, debtorIds) };
  }
}
