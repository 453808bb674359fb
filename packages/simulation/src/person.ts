import { addDays, daysBetween, type LocalDate } from "@fairflow/calendar";
import type { FactValues } from "@fairflow/criteria";
import type { MessageChannel, MessagePurpose } from "@fairflow/interpreter";
import { historyOf, isDisputed, isPaid, type AccountHistory } from "./account-history.ts";
import type { LedgerAccount } from "./ledger-account.ts";

/** A message that was sent to a person, and of which accounts it spoke. */
export interface SentMessage {
  readonly atMs: number;
  readonly day: LocalDate;
  readonly channel: MessageChannel;
  readonly purpose: MessagePurpose;
  readonly accounts: readonly string[];
}

export interface PersonAccount {
  readonly account: LedgerAccount;
  readonly history: AccountHistory;
}

/** A debtor of the ledger with all accounts, and the messages that the simulation has sent so far, oldest first. */
export interface Person {
  readonly reference: string;
  readonly accounts: readonly PersonAccount[];
  readonly sent: SentMessage[];
}

export function peopleOf(ledger: readonly LedgerAccount[]): readonly Person[] {
  const accounts = Map.groupBy(ledger, ({ debtor }) => debtor);
  return [...accounts].map(([reference, own]) => ({
    reference,
    accounts: own.map((account) => ({ account, history: historyOf(account) })),
    sent: [],
  }));
}

/** Everything that is known of one account at an instant, by field id, as the engine would know it then. */
export function factsOf(
  person: Person,
  { account, history }: PersonAccount,
  { nowMs, today }: { readonly nowMs: number; readonly today: LocalDate },
): FactValues {
  const paid = isPaid(history, nowMs);
  const balance = paid ? 0 : account.amountMinor;
  const arrears = paid ? 0 : arrearsOn(account, today);
  const daysPastDue =
    arrears > 0 && account.dueOn !== null ? Math.max(0, daysBetween(account.dueOn, today)) : 0;
  const last = person.sent.at(-1);
  const sinceLast = last === undefined ? null : daysBetween(last.day, today);
  return {
    ...account.custom,
    "account.kind": account.kind,
    "account.status": paid ? "paid" : "open",
    "account.currency": account.currency,
    "account.arrears": arrears,
    "account.balance": balance,
    "account.days_past_due": daysPastDue,
    "account.days_until_due": account.dueOn === null ? null : daysBetween(today, account.dueOn),
    "account.bucket": bucketOf(daysPastDue),
    "account.due_date": account.dueOn,
    "account.opened_on": account.openedOn,
    "account.product": account.product,
    "account.stage": account.stage,
    "account.tags": account.tags,
    "account.times_late_12m": timesLate(person, account, today),
    "account.promises_broken": 0,
    "account.disputed": isDisputed(history, nowMs),
    "account.client": account.client,
    "account.portfolio": account.portfolio,
    "debtor.kind": account.debtorKind,
    "debtor.language": account.language,
    "debtor.preferred_channel": account.preferredChannel,
    "debtor.can_sms": account.channels.has("sms"),
    "debtor.can_email": account.channels.has("email"),
    "debtor.can_letter": account.channels.has("letter"),
    "debtor.open_accounts": openAccounts(person, nowMs),
    "debtor.total_arrears": totalArrears(person, nowMs, today),
    "debtor.tags": account.debtorTags,
    "debtor.pay_day": account.payDay,
    "history.days_since_last_attempt": sinceLast,
    // Nobody answers in a simulated past, so nobody is known to have been reached.
    "history.days_since_last_contact": null,
    "history.attempts_7d": attemptsWithin(person, today, 7),
    "history.attempts_30d": attemptsWithin(person, today, 30),
    "history.last_channel": last?.channel ?? null,
  };
}

function arrearsOn(account: LedgerAccount, today: LocalDate): number {
  if (account.statedArrearsMinor !== null) return account.statedArrearsMinor;
  return account.dueOn !== null && account.dueOn < today ? account.amountMinor : 0;
}

const BUCKETS = [
  { upTo: 0, id: "current" },
  { upTo: 30, id: "1_30" },
  { upTo: 60, id: "31_60" },
  { upTo: 90, id: "61_90" },
  { upTo: 120, id: "91_120" },
] as const;

function bucketOf(daysPastDue: number): string {
  return BUCKETS.find(({ upTo }) => daysPastDue <= upTo)?.id ?? "over_120";
}

/** How many of the person's other accounts were paid late within the last twelve months, or are late now. */
function timesLate(person: Person, own: LedgerAccount, today: LocalDate): number {
  const since = addDays(today, -365);
  let times = 0;
  for (const { account } of person.accounts) {
    const { dueOn, settledOn, openedOn } = account;
    if (account === own || dueOn === null || dueOn >= today) continue;
    if (openedOn !== null && openedOn > today) continue;
    const lateUntil = settledOn === null || settledOn > today ? today : settledOn;
    if (lateUntil > dueOn && lateUntil >= since) times += 1;
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

function totalArrears(person: Person, nowMs: number, today: LocalDate): number {
  let total = 0;
  for (const { account, history } of person.accounts) {
    if (history.openedMs <= nowMs && !isPaid(history, nowMs)) total += arrearsOn(account, today);
  }
  return total;
}

function attemptsWithin(person: Person, today: LocalDate, days: number): number {
  const after = addDays(today, -days);
  let count = 0;
  for (let index = person.sent.length - 1; index >= 0; index -= 1) {
    const message = person.sent[index];
    if (message === undefined || message.day <= after) break;
    count += 1;
  }
  return count;
}
