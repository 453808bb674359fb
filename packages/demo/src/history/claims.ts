import { between, idAt } from "../random.ts";
import { event, isTold } from "./events.ts";
import { endHold, placeHold } from "./holds.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";
import { pay } from "./payments.ts";
import { afterRest } from "./rest.ts";
import { moveAll, RANK } from "./run-moves.ts";

/** "I have paid": left alone for some business days; mostly the payment then turns up. */
export function claimPaid(life: Life, account: LivedAccount): void {
  const state = "claims_paid";
  if (account.holds.some((hold) => hold.state === state && hold.ended_at === null)) return;
  const { days } = life.world;
  const untilMs = afterRest(life);
  placeHold(life, account, { state, untilMs });
  life.rows.tasks.push({
    id: idAt(life.random, life.nowMs),
    debtor_id: life.ids.debtorId,
    account_id: account.id,
    run_id: null,
    node_id: null,
    visit: null,
    team: "Payments",
    kind: "claims_paid",
    title: "Find the payment that the debtor speaks of",
    outcomes: [
      { id: "found", label: "Found" },
      { id: "not-found", label: "Not found" },
    ],
    due_at: iso(untilMs),
    status: "open",
    outcome: null,
    created_at: iso(life.nowMs),
    closed_at: null,
    closed_by: null,
  });
  const eventId = event(life, { account, kind: "hold.placed", payload: { state } });
  moveAll(
    life,
    account,
    { kind: "held", reason: state },
    isTold(eventId, "hold.placed", { state }),
  );
  life.agenda.add(untilMs, RANK.outside, () =>
    endHold(life, account, { state, reason: "expired" }),
  );
  if (life.random() < 0.7) {
    const day = days.dayAt(life.nowMs) + between(life.random, 1, 3);
    life.agenda.add(days.instantOn(day, between(life.random, 8 * 60, 17 * 60)), RANK.outside, () =>
      pay(life, account, { share: 1 }),
    );
  }
}
