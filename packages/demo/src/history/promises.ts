import type { LocalDate } from "@fairflow/calendar";
import { event, isTold } from "./events.ts";
import { endHold } from "./holds.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";
import type { PromiseRow } from "./desk-rows.ts";
import { moveAll } from "./run-moves.ts";

/** So much of a promise may be missing from one that counts as kept. */
const MAY_MISS_PERCENT = 5;
const PARTLY_PERCENT = 50;

export function toleranceOf({ amount }: PromiseRow): number {
  return Math.floor((amount * MAY_MISS_PERCENT) / 100);
}

/** What is paid until the grace is over counts for what was promised; one that is kept is so at once. */
export function countForPromises(
  life: Life,
  account: LivedAccount,
  { amount, on }: { readonly amount: number; readonly on: LocalDate },
): void {
  for (const promise of life.rows.promises) {
    if (promise.account_id !== account.id || on > promise.grace_until) continue;
    promise.paid = Math.min(promise.amount, promise.paid + amount);
  }
  const { promise } = account;
  if (promise !== null && standingOf(promise) === "kept") decidePromise(life, account, promise);
}

/** By what was paid until the grace was over. */
export function decidePromise(life: Life, account: LivedAccount, promise: PromiseRow): void {
  const standing = standingOf(promise);
  promise.status = standing;
  promise.decided_at = iso(life.nowMs);
  account.promise = null;
  endHold(life, account, { state: "promise_open", reason: promise.status });
  if (standing === "broken") account.promisesBroken += 1;
  const { kind, heard } = TOLD[standing];
  const eventId = event(life, { account, kind, payload: { promiseId: promise.id } });
  moveAll(life, account, { kind: "happened", event: heard }, isTold(eventId, kind));
}

const TOLD = {
  kept: { kind: "promise.kept", heard: "promise-kept" },
  partly_kept: { kind: "promise.partly-kept", heard: "promise-partly-kept" },
  broken: { kind: "promise.broken", heard: "promise-broken" },
} as const;

function standingOf(promise: PromiseRow): keyof typeof TOLD {
  const { amount, paid } = promise;
  if (paid >= amount - toleranceOf(promise)) return "kept";
  return paid * 100 >= amount * PARTLY_PERCENT ? "partly_kept" : "broken";
}
