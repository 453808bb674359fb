import { event, isTold } from "./events.ts";
import { endHold } from "./holds.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";
import type { PromiseRow } from "./desk-rows.ts";
import { moveAll } from "./run-moves.ts";

/** Kept when nothing is overdue any more, else broken. */
export function decidePromise(life: Life, account: LivedAccount, promise: PromiseRow): void {
  const isKept = account.standing.arrears <= life.world.tolerance;
  promise.status = isKept ? "kept" : "broken";
  promise.paid = isKept ? promise.amount : 0;
  promise.decided_at = iso(life.nowMs);
  account.promise = null;
  endHold(life, account, { state: "promise_open", reason: promise.status });
  const kind = isKept ? "promise.kept" : "promise.broken";
  if (!isKept) account.promisesBroken += 1;
  const eventId = event(life, { account, kind, payload: { promiseId: promise.id } });
  moveAll(
    life,
    account,
    { kind: "happened", event: isKept ? "promise-kept" : "promise-broken" },
    isTold(eventId, kind),
  );
}
