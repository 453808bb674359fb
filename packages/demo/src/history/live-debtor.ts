import type { DemoPerson } from "../people/person.ts";
import { idAt, randomOf } from "../random.ts";
import { Agenda } from "./agenda.ts";
import { BOOKING_MINUTE } from "./local-days.ts";
import { closeDay } from "./closes.ts";
import { workOnTask } from "./desk.ts";
import { openDispute } from "./disputes.ts";
import { enterFlows } from "./entries.ts";
import { iso, type DebtorIds, type HistoryWorld, type Life, type LivedAccount } from "./life.ts";
import { sendPlanned } from "./messages.ts";
import { pay } from "./payments.ts";
import { noRows, type DebtorRows } from "./rows.ts";
import { RANK } from "./run-moves.ts";
import { Standing } from "./standing.ts";

/**
 * Takes one debtor through the demo's past: what they owe falls due, they pay or do not, answer, dispute; and their accounts
 * go through the flows with the same `advance` and gate as in the engine. Deterministic: nobody else has a part in it.
 */
export function liveDebtor(world: HistoryWorld, person: DemoPerson, ids: DebtorIds): DebtorRows {
  const life = begin(world, person, ids);
  for (let next = life.agenda.take(world.toMs); next !== undefined;) {
    life.nowMs = next.atMs;
    next.act();
    if (!life.agenda.hasBefore(life.nowMs, RANK.wake)) sendPlanned(life);
    next = life.agenda.take(world.toMs);
  }
  for (const account of life.accounts) {
    if (account.openedMs !== null) recordEnd(life, account, account.openedMs);
  }
  return life.rows;
}

/** How the account stands when the history is over, with its due items. */
function recordEnd({ world, rows }: Life, account: LivedAccount, openedMs: number): void {
  const { standing } = account;
  const dateOf = (day: number | null) => (day === null ? null : world.days.dateOf(day));
  rows.accounts.push({
    id: account.id,
    // What is older came over when the house took it on.
    created_at: iso(Math.max(openedMs, world.fromMs)),
    stage: account.stage,
    tags: account.tags,
    promises_broken: account.promisesBroken,
    status: standing.status,
    balance: standing.balance,
    arrears: standing.arrears,
    arrears_on: dateOf(standing.arrearsDay),
    oldest_unpaid_on: dateOf(standing.oldestUnpaidDay),
    next_due_on: dateOf(standing.nextDueDay),
    last_payment_on: dateOf(standing.lastPaymentDay),
  });
  for (const { entryId, dueDay, amount, paid, settledDay } of standing.items) {
    rows.dueItems.push({
      account_id: account.id,
      ledger_entry_id: entryId,
      due_on: world.days.dateOf(dueDay),
      amount,
      paid,
      settled_on: dateOf(settledDay),
    });
  }
}

function begin(world: HistoryWorld, person: DemoPerson, ids: DebtorIds): Life {
  const life: Life = {
    world,
    person,
    ids,
    random: randomOf(world.seed, "life", person.reference),
    agenda: new Agenda(),
    accounts: person.accounts.flatMap((plan): readonly LivedAccount[] => {
      const id = ids.accounts.get(plan.reference);
      if (id === undefined) return [];
      return [
        {
          plan,
          id,
          standing: new Standing(world.tolerance),
          holds: [],
          runs: new Map(),
          openedMs: null,
          lastDueOn: plan.charges.at(-1)?.dueOn ?? plan.openedOn,
          stage: null,
          tags: [],
          promisesBroken: 0,
          promise: null,
          dispute: null,
          lastClose: null,
        },
      ];
    }),
    attempts: [],
    optedOut: new Set(),
    outbox: [],
    rows: noRows(),
    onTask: (run, task) => workOnTask(life, run, task),
    nowMs: 0,
  };
  for (const account of life.accounts) scheduleAccount(life, account);
  scheduleDays(life);
  return life;
}

function scheduleAccount(life: Life, account: LivedAccount): void {
  const { days } = life.world;
  for (const [index, charge] of account.plan.charges.entries()) {
    const bookedDay = days.dayOf(charge.bookedOn);
    const atMs = days.instantOn(bookedDay, BOOKING_MINUTE);
    life.agenda.add(atMs, RANK.outside, () => {
      account.openedMs ??= atMs;
      const id = idAt(life.random, atMs);
      const dueDay = days.dayOf(charge.dueOn);
      account.standing.charge(id, { amount: charge.amount, dueDay }, bookedDay);
      life.rows.bookings.push({
        id,
        recorded_at: iso(atMs),
        account_id: account.id,
        kind: "charge",
        amount: charge.amount,
        on: charge.bookedOn,
        due_on: charge.dueOn,
        source: "feed:demo",
        external_id: `${account.plan.reference}/${index + 1}`,
        payment_id: null,
      });
    });
    for (const { atMs: payMs, share } of charge.payments) {
      life.agenda.add(Math.max(payMs, atMs), RANK.outside, () => {
        // Somebody who was reminded may have paid it already.
        const item = account.standing.items.find(
          ({ dueDay }) => dueDay === days.dayOf(charge.dueOn),
        );
        if (item !== undefined && item.paid < item.amount) pay(life, account, { share });
      });
    }
  }
  const { dispute } = account.plan;
  if (dispute === null) return;
  life.agenda.add(dispute.atMs, RANK.outside, () =>
    openDispute(life, account, { reason: dispute.reason, isDecided: false }),
  );
}

/** At each local midnight the day is closed, what fell due is counted, and accounts are offered to the flows. */
function scheduleDays(life: Life): void {
  const { days, fromMs, toMs } = life.world;
  const [first, last] = [days.dayAt(fromMs), days.dayAt(toMs)];
  life.agenda.add(fromMs, RANK.close, () => {
    for (const { standing } of life.accounts) standing.begin(first - 1);
  });
  for (let day = first; day <= last; day += 1) {
    const atMs = days.instantOn(day, 0);
    life.agenda.add(atMs, RANK.close, () => closeDay(life, day - 1));
    life.agenda.add(atMs, RANK.entry, () => {
      for (const { standing } of life.accounts) standing.roll(day);
      enterFlows(life);
    });
  }
}
