import type { FactValue } from "@fairflow/criteria";
import { isDisputed, isPaid } from "./account-history.ts";
import type { Person, PersonAccount } from "./person.ts";

/** An instant, and the local day that it falls on, as days since 1970-01-01. */
export interface Moment {
  readonly nowMs: number;
  readonly day: number;
}

/**
 * Everything that is known of one account at an instant, by field id, as the engine would know it then. Written with plain
 * numbers and a fixed shape: a simulation asks for it hundreds of thousands of times a second.
 */
export function factsOf(
  person: Person,
  subject: PersonAccount,
  { nowMs, day }: Moment,
): Record<string, FactValue> {
  const { account, history, dueDay, reachable } = subject;
  const paid = isPaid(history, nowMs);
  const arrears = paid ? 0 : arrearsOn(subject, day);
  const daysPastDue = arrears > 0 && dueDay !== null ? Math.max(0, day - dueDay) : 0;
  const { lastSent } = person;
  const facts: Record<string, FactValue> = {
    "account.kind": account.kind,
    "account.status": paid ? "paid" : "open",
    "account.currency": account.currency,
    "account.arrears": arrears,
    "account.balance": paid ? 0 : account.amountMinor,
    "account.days_past_due": daysPastDue,
    "account.days_until_due": dueDay === null ? null : dueDay - day,
    "account.bucket": bucketOf(daysPastDue),
    "account.due_date": account.dueOn,
    "account.opened_on": account.openedOn,
    "account.product": account.product,
    "account.stage": account.stage,
    "account.tags": account.tags,
    "account.times_late_12m": timesLate(person, subject, day),
    "account.promises_broken": 0,
    // A ledger's past knows of no agreements.
    "account.promise_open": false,
    "account.arrangement_active": false,
    "account.instalment_due_on": null,
    "account.instalment_days_until_due": null,
    "account.instalment_amount": null,
    "account.instalments_missed": 0,
    "account.disputed": isDisputed(history, nowMs),
    "account.client": account.client,
    "account.portfolio": account.portfolio,
    "debtor.kind": account.debtorKind,
    "debtor.language": account.language,
    "debtor.preferred_channel": account.preferredChannel,
    "debtor.can_sms": reachable.sms,
    "debtor.can_email": reachable.email,
    "debtor.can_letter": reachable.letter,
    "debtor.open_accounts": openAccounts(person, nowMs),
    "debtor.total_arrears": totalArrears(person, nowMs, day),
    "debtor.tags": account.debtorTags,
    "debtor.pay_day": account.payDay,
    "history.days_since_last_attempt": lastSent === null ? null : day - lastSent.day,
    // Nobody answers in a simulated past, so nobody is known to have been reached.
    "history.days_since_last_contact": null,
    "history.attempts_7d": attemptsSince(person, day - 7),
    "history.attempts_30d": attemptsSince(person, day - 30),
    "history.last_channel": lastSent === null ? null : lastSent.contact.channel,
    "run.days_in_flow": 0,
    "run.messages_sent": 0,
  };
  for (const [name, value] of Object.entries(account.custom)) facts[name] = value;
  return facts;
}

function arrearsOn({ account, dueDay }: PersonAccount, day: number): number {
  if (account.statedArrearsMinor !== null) return account.statedArrearsMinor;
  return dueDay !== null && dueDay < day ? account.amountMinor : 0;
}

const BUCKETS = [
  { upTo: 0, id: "current" },
  { upTo: 30, id: "1_30" },
  { upTo: 60, id: "31_60" },
  { upTo: 90, id: "61_90" },
  { upTo: 120, id: "91_120" },
] as const;

export function bucketOf(daysPastDue: number): string {
  return BUCKETS.find(({ upTo }) => daysPastDue <= upTo)?.id ?? "over_120";
}

/** How many of the person's other accounts were paid late within the last 365 days, or are late now. */
function timesLate(person: Person, own: PersonAccount, day: number): number {
  let times = 0;
  for (const other of person.accounts) {
    const { openedDay, dueDay, settledDay } = other;
    if (other === own || dueDay === null || dueDay >= day) continue;
    if (openedDay !== null && openedDay > day) continue;
    const lateUntil = settledDay === null || settledDay > day ? day : settledDay;
    if (lateUntil > dueDay && lateUntil >= day - 365) times += 1;
  }
  return times;
}

function openAccounts(person: Person, nowMs: number): number {
  let open = 0;
  for (const { history } of person.accounts) {
    if (history.openedMs <= nowMs && !isPaid(history, nowMs)) open += 1;
  }
  return open;
}

function totalArrears(person: Person, nowMs: number, day: number): number {
  let total = 0;
  for (const other of person.accounts) {
    if (other.history.openedMs <= nowMs && !isPaid(other.history, nowMs))
      total += arrearsOn(other, day);
  }
  return total;
}

function attemptsSince({ lastSent }: Person, day: number): number {
  let count = 0;
  for (let sent = lastSent; sent !== null && sent.day > day; sent = sent.earlier) count += 1;
  return count;
}
