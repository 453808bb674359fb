import type { RunEvent } from "@fairflow/interpreter";
import { idAt } from "../random.ts";
import { event, isTold } from "./events.ts";
import { endHold } from "./holds.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";
import { countForPromises } from "./promises.ts";
import { moveAll } from "./run-moves.ts";

export interface Paying {
  /** Of what is overdue, or where nothing is, of what falls due next. */
  readonly share: number;
  readonly linkId?: string | undefined;
}

/** Money arrives. What it means follows from how the account stands then. */
export function pay(life: Life, account: LivedAccount, { share, linkId }: Paying): void {
  const { days } = life.world;
  const today = days.dayAt(life.nowMs);
  const { standing } = account;
  const next = standing.items.find(({ paid, amount }) => paid < amount);
  const owed = standing.arrearsOn(today) || (next === undefined ? 0 : next.amount - next.paid);
  const amount = Math.round(owed * share);
  if (amount <= 0) return;
  const statusBefore = standing.status;
  const id = idAt(life.random, life.nowMs);
  const externalId = `demo-${id}`;
  life.rows.payments.push({
    id,
    external_id: externalId,
    debtor_id: life.ids.debtorId,
    account_id: account.id,
    payment_link_id: linkId ?? null,
    amount,
    value_date: days.dateOf(today),
    received_at: iso(life.nowMs),
  });
  life.rows.bookings.push({
    id: idAt(life.random, life.nowMs),
    recorded_at: iso(life.nowMs),
    account_id: account.id,
    kind: "payment",
    amount: -amount,
    on: days.dateOf(today),
    due_on: null,
    source: "gateway:sandbox",
    external_id: externalId,
    payment_id: id,
  });
  standing.pay(amount, today);
  if (life.nowMs < life.world.fromMs) return;
  const meaning = meaningOf(account, statusBefore);
  const payload = { paymentId: id, amount };
  const eventId = event(life, { account, kind: meaning.kind, payload });
  if (meaning.kind !== "payment.part") closeDesk(life, account);
  countForPromises(life, account, { amount, on: days.dateOf(today) });
  endHold(life, account, { state: "claims_paid", reason: "payment matched" });
  moveAll(life, account, meaning.event, isTold(eventId, meaning.kind, payload));
}

function meaningOf(
  { standing }: LivedAccount,
  statusBefore: string,
): { readonly kind: string; readonly event: RunEvent } {
  if (standing.status === "paid") return { kind: "payment.full", event: { kind: "paid" } };
  if (standing.status === "cured" && statusBefore !== "cured") {
    return { kind: "payment.cured", event: { kind: "cured" } };
  }
  return { kind: "payment.part", event: { kind: "happened", event: "part-paid" } };
}

/** What people and links still asked for about a debt that is settled. */
function closeDesk(life: Life, account: LivedAccount): void {
  for (const task of life.rows.tasks) {
    if (task.account_id !== account.id || task.status !== "open") continue;
    task.status = "cancelled";
    task.closed_at = iso(life.nowMs);
    task.closed_by = "system";
  }
  for (const link of life.rows.links) {
    if (link.account_ids[0] !== account.id || link.revoked_at !== null) continue;
    link.revoked_at = iso(life.nowMs);
    link.revoked_reason = "paid";
  }
}
