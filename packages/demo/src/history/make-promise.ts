import { addBusinessDays } from "@fairflow/calendar";
import { between, idAt } from "../random.ts";
import { event, isTold } from "./events.ts";
import { placeHold } from "./holds.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";
import { pay } from "./payments.ts";
import { decidePromise } from "./promises.ts";
import type { PromiseRow } from "./desk-rows.ts";
import { moveAll, RANK } from "./run-moves.ts";

/** Business days after the promised day within which the money may still arrive. */
export const GRACE_BUSINESS_DAYS = 2;

const KEPT_SHARE = 0.5;

/** The debtor promises to pay what is overdue within a few days; demands wait until then. */
export function makePromise(life: Life, account: LivedAccount): void {
  const { days, place } = life.world;
  const today = days.dayAt(life.nowMs);
  const amount = account.standing.arrearsOn(today);
  if (amount <= 0 || account.promise !== null) return;
  const dueDay = today + between(life.random, 2, 4);
  const dueOn = days.dateOf(dueDay);
  const graceUntil = addBusinessDays(place.calendar, dueOn, GRACE_BUSINESS_DAYS);
  const decidesAtMs = days.instantOn(days.dayOf(graceUntil) + 1, 0);
  const promise: PromiseRow = {
    id: idAt(life.random, life.nowMs),
    debtor_id: life.ids.debtorId,
    account_id: account.id,
    made_at: iso(life.nowMs),
    amount,
    made_on: days.dateOf(today),
    due_on: dueOn,
    grace_until: graceUntil,
    decides_at: iso(decidesAtMs),
    paid: 0,
    status: "open",
    decided_at: null,
  };
  life.rows.promises.push(promise);
  account.promise = promise;
  placeHold(life, account, { state: "promise_open", promiseId: promise.id });
  const eventId = event(life, {
    account,
    kind: "promise.made",
    payload: { promiseId: promise.id },
  });
  moveAll(
    life,
    account,
    { kind: "happened", event: "promise-made" },
    isTold(eventId, "promise.made"),
  );
  if (life.random() < KEPT_SHARE) {
    const atMs = days.instantOn(dueDay, between(life.random, 7 * 60, 19 * 60));
    life.agenda.add(atMs, RANK.outside, () => pay(life, account, { share: 1 }));
  }
  life.agenda.add(decidesAtMs, RANK.outside, () => {
    if (account.promise === promise) decidePromise(life, account, promise);
  });
}
