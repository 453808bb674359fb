import { idAt } from "../random.ts";
import { event, isTold } from "./events.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";
import type { HoldRow } from "./desk-rows.ts";
import { moveAll } from "./run-moves.ts";

export function placeHold(
  life: Life,
  account: LivedAccount,
  of: {
    readonly state: string;
    readonly untilMs?: number;
    readonly disputeId?: string;
    readonly promiseId?: string;
  },
): HoldRow {
  const hold: HoldRow = {
    id: idAt(life.random, life.nowMs),
    debtor_id: life.ids.debtorId,
    account_id: account.id,
    state: of.state,
    since: iso(life.nowMs),
    until: of.untilMs === undefined ? null : iso(of.untilMs),
    ended_at: null,
    ended_reason: null,
    ended_by: null,
    author: "debtor",
    dispute_id: of.disputeId ?? null,
    promise_id: of.promiseId ?? null,
    evidence: {},
  };
  life.rows.holds.push(hold);
  account.holds.push(hold);
  return hold;
}

/** Ends the hold of this state, if there is one, and lets the runs go on that stood still under it. */
export function endHold(
  life: Life,
  account: LivedAccount,
  {
    state,
    reason,
    sent = [],
  }: { readonly state: string; readonly reason: string; readonly sent?: readonly string[] },
): void {
  const hold = account.holds.find((each) => each.state === state && each.ended_at === null);
  if (hold === undefined) return;
  hold.ended_at = iso(life.nowMs);
  hold.ended_reason = reason;
  hold.ended_by = "system";
  hold.evidence = Object.fromEntries(sent.map((code) => [code, hold.id]));
  if (state !== "claims_paid") return;
  const eventId = event(life, { account, kind: "hold.lifted", payload: { state } });
  moveAll(
    life,
    account,
    { kind: "released", reason: state },
    isTold(eventId, "hold.lifted", { state }),
  );
}
