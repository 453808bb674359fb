import { addBusinessDays, type LocalDate } from "@fairflow/calendar";
import { between, idAt, weighted } from "../random.ts";
import { event, isTold } from "./events.ts";
import { BOOKING_MINUTE } from "./local-days.ts";
import { endHold, placeHold } from "./holds.ts";
import { iso, SPECIALIST, type Life, type LivedAccount } from "./life.ts";
import { afterRest } from "./rest.ts";
import type { DisputeRow } from "./desk-rows.ts";
import { countForPromises } from "./promises.ts";
import { moveAll, RANK } from "./run-moves.ts";

/** By when the house answers, as its pack says. */
const ACKNOWLEDGE_BUSINESS_DAYS = 2;
const ANSWER_BUSINESS_DAYS = 10;
const ANSWER_RULE = "stop.answer.dispute";
/** What South African law wants on record before contact resumes. */
const SENT_WITH_DECISION = ["account_statement_sent", "dispute_reply_sent"];

/** A dispute opens: the account's runs go where their flow sends disputes. */
export function openDispute(
  life: Life,
  account: LivedAccount,
  of: { readonly reason: string; readonly isDecided: boolean },
): void {
  if (account.dispute !== null || account.standing.status === "paid") return;
  const dispute: DisputeRow = {
    id: idAt(life.random, life.nowMs),
    debtor_id: life.ids.debtorId,
    account_id: account.id,
    reason: of.reason,
    opened_via: "sms",
    opened_at: iso(life.nowMs),
    acknowledge_by: within(life, ACKNOWLEDGE_BUSINESS_DAYS),
    answer_by: within(life, ANSWER_BUSINESS_DAYS),
    deadline_rules: [ANSWER_RULE],
    status: "open",
    decided_at: null,
    decided_by: null,
    decision_sent_at: null,
  };
  life.rows.disputes.push(dispute);
  account.dispute = dispute;
  placeHold(life, account, { state: "dispute_open", disputeId: dispute.id });
  const payload = { disputeId: dispute.id };
  const eventId = event(life, { account, kind: "dispute.opened", payload });
  moveAll(life, account, { kind: "dispute-opened" }, isTold(eventId, "dispute.opened", payload));
  if (!of.isDecided) return;
  const { days, place } = life.world;
  const today = days.dateOf(days.dayAt(life.nowMs));
  const on = addBusinessDays(place.calendar, today, between(life.random, 1, 6));
  life.agenda.add(
    days.instantOn(days.dayOf(on), between(life.random, 9 * 60, 16 * 60)),
    RANK.outside,
    () => decideDispute(life, account, dispute),
  );
}

function within({ world, nowMs }: Life, businessDays: number): LocalDate {
  const { days, place } = world;
  return addBusinessDays(place.calendar, days.dateOf(days.dayAt(nowMs)), businessDays);
}

function decideDispute(life: Life, account: LivedAccount, dispute: DisputeRow): void {
  const decision = weighted(life.random, [
    ["rejected", 50],
    ["accepted", 35],
    ["partly-accepted", 15],
  ] as const);
  const at = iso(life.nowMs);
  dispute.status = decision === "partly-accepted" ? "partly_accepted" : decision;
  dispute.decided_at = at;
  dispute.decided_by = SPECIALIST;
  dispute.decision_sent_at = at;
  account.dispute = null;
  endHold(life, account, { state: "dispute_open", reason: decision, sent: SENT_WITH_DECISION });
  for (const task of life.rows.tasks) {
    if (task.account_id !== account.id || task.status !== "open") continue;
    if (!task.outcomes.some(({ id }) => id === "partly-accepted")) continue;
    task.status = "done";
    task.outcome = decision;
    task.closed_at = at;
    task.closed_by = SPECIALIST;
  }
  if (decision !== "rejected") creditTomorrow(life, account, decision === "accepted" ? 1 : 0.5);
  const payload = { decision, resumeNotBeforeMs: afterRest(life) };
  const eventId = event(life, { account, kind: "dispute.resolved", payload });
  moveAll(
    life,
    account,
    { kind: "dispute-resolved", ...payload },
    isTold(eventId, "dispute.resolved", payload),
  );
}

/** The client's books take back what was disputed rightly; the next feed tells. */
function creditTomorrow(life: Life, account: LivedAccount, share: number): void {
  const { days } = life.world;
  const tomorrow = days.dayAt(life.nowMs) + 1;
  life.agenda.add(days.instantOn(tomorrow, BOOKING_MINUTE), RANK.outside, () => {
    const amount = Math.round(account.standing.arrearsOn(tomorrow) * share);
    if (amount <= 0) return;
    const id = idAt(life.random, life.nowMs);
    account.standing.credit(amount, tomorrow);
    countForPromises(life, account, { amount, on: days.dateOf(tomorrow) });
    life.rows.bookings.push({
      id,
      recorded_at: iso(life.nowMs),
      account_id: account.id,
      kind: "adjustment",
      amount: -amount,
      on: days.dateOf(tomorrow),
      due_on: null,
      source: "feed:demo",
      external_id: `credit-${id}`,
      payment_id: null,
    });
  });
}
