import { DISPUTE_TASK, isDisputeTask } from "@fairflow/engine";
import { applyChanges, type Effect } from "@fairflow/interpreter";
import { idAt } from "../random.ts";
import { iso, type Life, type LivedRun } from "./life.ts";
import { count } from "./counting.ts";
import type { TaskRow } from "./desk-rows.ts";

/** Does in the history what the engine does because of what a run decided. */
export function takeEffects(life: Life, run: LivedRun, effects: readonly Effect[]): void {
  for (const effect of effects) takeEffect(life, run, effect);
}

function takeEffect(life: Life, run: LivedRun, effect: Effect): void {
  switch (effect.kind) {
    case "attempt":
      count(life, run, { node: effect.node, metric: "planned" });
      life.outbox.push({ run, effect });
      return;
    case "withdraw": {
      const kept = life.outbox.filter(
        (other) =>
          other.run !== run ||
          other.effect.visit !== effect.visit ||
          other.effect.node !== effect.node,
      );
      life.outbox.splice(0, life.outbox.length, ...kept);
      return;
    }
    case "open-task":
      return openTask(life, run, effect);
    case "make-link":
      return makeLink(life, run, effect);
    case "change": {
      const { account } = run;
      const changed = applyChanges(
        { "account.stage": account.stage, "account.tags": account.tags },
        effect.changes,
      );
      const { "account.stage": stage, "account.tags": tags } = changed;
      account.stage = typeof stage === "string" ? stage : null;
      account.tags = Array.isArray(tags) ? tags.map(String) : account.tags;
      return;
    }
    case "close-work":
      return closeWork(life, run);
    case "call":
      throw new RangeError("The demo's flows ask no other system");
    case "ask-leave":
      throw new RangeError("The demo's flows take no legal steps");
  }
}

function openTask(
  life: Life,
  run: LivedRun,
  effect: Effect & { readonly kind: "open-task" },
): void {
  const { node, visit, task } = effect;
  const row: TaskRow = {
    id: idAt(life.random, life.nowMs),
    debtor_id: life.ids.debtorId,
    account_id: run.account.id,
    run_id: run.row.id,
    node_id: node,
    visit,
    team: task.team,
    kind: isDisputeTask(task.outcomes) ? DISPUTE_TASK : task.kind,
    title: task.title,
    outcomes: task.outcomes,
    due_at: task.dueMs === null ? null : iso(task.dueMs),
    status: "open",
    outcome: null,
    created_at: iso(life.nowMs),
    closed_at: null,
    closed_by: null,
  };
  life.rows.tasks.push(row);
  life.onTask(run, row);
}

function makeLink(
  life: Life,
  run: LivedRun,
  effect: Effect & { readonly kind: "make-link" },
): void {
  const { node, visit, link } = effect;
  run.link = {
    id: idAt(life.random, life.nowMs),
    debtor_id: life.ids.debtorId,
    account_ids: [run.account.id],
    run_id: run.row.id,
    node_id: node,
    visit,
    amount_kind: link.amount.kind,
    settlement_percent: link.amount.kind === "settlement" ? link.amount.percent : null,
    minimum_amount: link.amount.kind === "part" ? link.amount.minimumMinor : null,
    created_at: iso(life.nowMs),
    expires_at: iso(link.expiresMs),
    revoked_at: null,
    revoked_reason: null,
    opened_at: null,
    opens: 0,
  };
  life.rows.links.push(run.link);
}

/** A run that is over leaves no work and no open link behind. */
function closeWork(life: Life, run: LivedRun): void {
  for (const task of life.rows.tasks) {
    if (task.run_id !== run.row.id || task.status !== "open") continue;
    task.status = "cancelled";
    task.closed_at = iso(life.nowMs);
    task.closed_by = "system";
  }
  for (const link of life.rows.links) {
    if (link.run_id !== run.row.id || link.revoked_at !== null) continue;
    link.revoked_at = iso(life.nowMs);
    link.revoked_reason = "run-ended";
  }
}
