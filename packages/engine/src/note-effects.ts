import type { Advanced } from "@fairflow/interpreter";
import type { DebtorChanges } from "./batch-changes.ts";
import type { StoredRun } from "./claim-runs.ts";
import type { DebtorFacts } from "./debtor-facts.ts";
import { accountOf } from "./account-of-run.ts";
import type { LoadedVersion } from "./loaded-version.ts";

interface AdvancedRun {
  readonly stored: StoredRun;
  readonly version: LoadedVersion;
  readonly advanced: Advanced;
  readonly facts: DebtorFacts;
  readonly newId: () => string;
}

/** Writes down what an advance counts and what it wants done, attempts apart. */
export function noteEffects(
  { stored, advanced, facts, newId }: AdvancedRun,
  changes: DebtorChanges,
): void {
  const { versionId, shard, id: runId } = stored;
  for (const { node: nodeId, entered, left, arm } of advanced.steps) {
    if (arm !== undefined && left !== null) {
      const accountIds =
        stored.accountId === null ? [...facts.accounts.keys()] : [stored.accountId];
      const drawn = { versionId, nodeId, debtorId: facts.id, arm: left, isHoldOut: arm.holdOut };
      changes.draws.push(...accountIds.map((accountId) => ({ ...drawn, accountId })));
    }
    if (entered) changes.counts.push({ versionId, nodeId, metric: "entered", exit: "" });
    if (left !== null) changes.counts.push({ versionId, nodeId, metric: "left", exit: left });
  }
  for (const effect of advanced.effects) {
    switch (effect.kind) {
      case "attempt":
      case "ask-leave":
        // The judge has noted it, with its verdict.
        break;
      case "withdraw":
        changes.withdrawals.push({ shard, runId, nodeId: effect.node, visit: effect.visit });
        break;
      case "open-task":
        changes.tasks.push({
          shard,
          runId,
          nodeId: effect.node,
          visit: effect.visit,
          debtorId: facts.id,
          accountId: stored.accountId,
          task: effect.task,
        });
        break;
      case "make-link":
        changes.links.push({
          id: newId(),
          shard,
          runId,
          nodeId: effect.node,
          visit: effect.visit,
          debtorId: facts.id,
          accountIds: [accountOf(facts, stored).id],
          link: effect.link,
        });
        break;
      case "call":
        changes.calls.push({
          shard,
          runId,
          nodeId: effect.node,
          visit: effect.visit,
          debtorId: facts.id,
          accountId: stored.accountId,
          call: effect.call,
        });
        break;
      case "change":
        for (const change of effect.changes) {
          const accountId = accountOf(facts, stored).id;
          changes.fields.push({ debtorId: facts.id, accountId, change });
        }
        break;
      case "close-work":
        changes.endedRuns.push({ shard, runId });
        break;
    }
  }
}
