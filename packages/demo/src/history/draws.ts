import type { Advanced } from "@fairflow/interpreter";
import { iso, type Life, type LivedRun } from "./life.ts";
import type { DrawRow } from "./run-rows.ts";

/** Writes down which share of a split the account was given. The first one stays, as in the engine. */
export function recordDraws(
  life: Life,
  { account, flow, version }: Pick<LivedRun, "account" | "flow" | "version">,
  { steps }: Pick<Advanced, "steps">,
): void {
  const { draws } = life.rows;
  for (const { node, left, arm } of steps) {
    if (arm === undefined || left === null) continue;
    const wasDrawn = draws.some(
      (draw) =>
        draw.account_id === account.id && draw.node_id === node && draw.flow_key === flow.key,
    );
    if (wasDrawn) continue;
    const draw: DrawRow = {
      flow_key: flow.key,
      version_number: version.number,
      node_id: node,
      account_id: account.id,
      debtor_id: life.ids.debtorId,
      arm: left,
      is_hold_out: arm.holdOut,
      drawn_at: iso(life.nowMs),
      drawn_on: life.world.days.dateOf(life.world.days.dayAt(life.nowMs)),
    };
    draws.push(draw);
  }
}
