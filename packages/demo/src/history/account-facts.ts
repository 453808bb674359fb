import type { LocalDate } from "@fairflow/calendar";
import type { FactValue } from "@fairflow/criteria";
import { CURRENCY } from "../demo-place.ts";
import type { Life, LivedAccount, MessageChannel, PastAttempt } from "./life.ts";

interface Asked {
  readonly life: Life;
  readonly account: LivedAccount;
  readonly today: number;
}

type FactOf = (asked: Asked) => FactValue;

/** Every core field but those of the run, by the definitions of the engine's own facts. */
const FACTS: Readonly<Record<string, FactOf>> = {
  "account.kind": ({ account }) => account.plan.kind,
  "account.status": ({ account }) => account.standing.status,
  "account.currency": () => CURRENCY,
  "account.arrears": ({ account, today }) => account.standing.arrearsOn(today),
  "account.balance": ({ account }) => account.standing.balance,
  "account.days_past_due": daysPastDue,
  "account.days_until_due": (asked) => asked.life.world.days.dayOf(dueDate(asked)) - asked.today,
  "account.bucket": (asked) => bucketOf(daysPastDue(asked)),
  "account.due_date": dueDate,
  "account.opened_on": ({ account }) => account.plan.openedOn,
  "account.product": ({ account }) => account.plan.product,
  "account.stage": ({ account }) => account.stage,
  "account.tags": ({ account }) => account.tags,
  "account.times_late_12m": timesLate,
  "account.promises_broken": ({ account }) => account.promisesBroken,
  "account.promise_open": ({ account }) => account.promise !== null,
  "account.arrangement_active": () => false,
  "account.instalment_due_on": ({ account }) => account.promise?.due_on ?? null,
  "account.instalment_days_until_due": ({ account, life, today }) =>
    account.promise === null ? null : life.world.days.dayOf(account.promise.due_on) - today,
  "account.instalment_amount": ({ account }) =>
    account.promise === null ? null : account.promise.amount - account.promise.paid,
  "account.instalments_missed": () => 0,
  "account.disputed": ({ account }) => account.dispute !== null,
  "account.client": ({ life }) => life.world.clientName,
  "account.portfolio": ({ life }) => life.world.portfolioName,
  "debtor.kind": ({ life }) => life.person.kind,
  "debtor.language": ({ life }) => life.person.language,
  "debtor.preferred_channel": ({ life }) => life.person.preferredChannel,
  "debtor.can_sms": ({ life }) => canReach(life, "sms"),
  "debtor.can_email": ({ life }) => canReach(life, "email"),
  "debtor.can_letter": ({ life }) => canReach(life, "letter"),
  "debtor.open_accounts": ({ life }) =>
    life.accounts.filter(
      ({ openedMs, standing }) => openedMs !== null && standing.status !== "paid",
    ).length,
  "debtor.total_arrears": ({ life, today }) =>
    life.accounts.reduce((sum, { standing }) => sum + standing.arrearsOn(today), 0),
  "debtor.tags": () => [],
  "debtor.pay_day": ({ life }) => life.person.payDay,
  "history.days_since_last_attempt": ({ life, today }) => daysSince(life.attempts.at(-1), today),
  "history.days_since_last_contact": ({ life, today }) =>
    daysSince(
      life.attempts.findLast(({ reachedPerson }) => reachedPerson),
      today,
    ),
  "history.attempts_7d": ({ life, today }) => attemptsSince(life, today - 7),
  "history.attempts_30d": ({ life, today }) => attemptsSince(life, today - 30),
  "history.last_channel": ({ life }) => life.attempts.at(-1)?.channel ?? null,
};

/** What is known of an account now, by field id; only these fields, as the engine too reads no others. */
export function accountFacts(
  life: Life,
  account: LivedAccount,
  fields: Iterable<string>,
): Record<string, FactValue> {
  const asked = { life, account, today: life.world.days.dayAt(life.nowMs) };
  const facts: Record<string, FactValue> = {};
  for (const field of fields) {
    const factOf = FACTS[field];
    if (factOf !== undefined) facts[field] = factOf(asked);
  }
  return facts;
}

function daysPastDue({ account, today }: Asked): number {
  const oldest = account.standing.oldestUnpaidDay;
  return oldest !== null && oldest < today ? today - oldest : 0;
}

function dueDate({ life, account }: Asked): LocalDate {
  return dueDateOf(life, account);
}

/** The oldest unpaid date, missed or yet to come, since that is the one to speak about; else the last there was. */
export function dueDateOf({ world }: Life, { standing, lastDueOn }: LivedAccount): LocalDate {
  const oldest = standing.oldestUnpaidDay;
  return oldest === null ? lastDueOn : world.days.dateOf(oldest);
}

function canReach({ ids, optedOut }: Life, channel: MessageChannel): boolean {
  return ids.addresses[channel] !== null && !optedOut.has(channel);
}

function daysSince(attempt: PastAttempt | undefined, today: number): number | null {
  return attempt === undefined ? null : today - attempt.day;
}

function bucketOf(days: number): string {
  if (days <= 0) return "current";
  if (days <= 30) return "1_30";
  if (days <= 60) return "31_60";
  if (days <= 90) return "61_90";
  return days <= 120 ? "91_120" : "over_120";
}

/** Items settled late within 365 days, and items of other accounts that are late now. */
function timesLate({ life, account: own, today }: Asked): number {
  let times = 0;
  for (const account of life.accounts) {
    for (const { dueDay, settledDay } of account.standing.items) {
      if (dueDay >= today) continue;
      const wasLate = settledDay === null ? account !== own : settledDay > dueDay;
      if (wasLate && (settledDay ?? today) >= today - 365) times += 1;
    }
  }
  return times;
}

function attemptsSince({ attempts }: Life, day: number): number {
  return attempts.filter((attempt) => attempt.day > day).length;
}
