import { dateOfEpochDay, epochDayAt, localTime } from "@fairflow/calendar";
import type { FactValue, FactValues } from "@fairflow/criteria";
import { applyChanges, runFacts, type Facts, type Run } from "@fairflow/interpreter";
import { bucketOf } from "../known-facts.ts";
import { owedOn } from "./owed.ts";
import { holdsOn, isReachable, paidOf, type TestLife } from "./test-life.ts";
import type { TestAccount } from "./test-person.ts";

/** What a run about an account may know at an instant. */
export function testFacts(
  life: TestLife,
  account: TestAccount,
  at: { run: Run | null; nowMs: number },
): Facts {
  const { person } = life;
  const { run, nowMs } = at;
  const { date } = localTime(person.zone, new Date(nowMs));
  return {
    values: valuesAt(life, account, at),
    today: date,
    zone: person.zone,
    calendar: account.calendar,
    debtorKey: person.key,
    disputeOpen: life.disputes.has(account.id),
    holds: run?.status === "ended" ? [] : holdsOn(life, account.id, nowMs),
  };
}

/** Facts by field id: those of the start, then what time and the test run have changed, then what is said to stay. */
export function valuesAt(
  life: TestLife,
  account: TestAccount,
  { run, nowMs }: { run: Run | null; nowMs: number },
): FactValues {
  const { person, changes } = life;
  const day = epochDayAt(person.zone, nowMs);
  const values: Record<string, FactValue> = {
    ...account.values,
    ...accountFacts(life, account, day),
    ...debtorFacts(life, account, day),
    ...historyFacts(life, day),
    ...(run === null ? { "run.days_in_flow": 0, "run.messages_sent": 0 } : runFacts(run, nowMs)),
    ...account.fixed,
  };
  return changes.length === 0 ? values : applyChanges(values, changes);
}

function accountFacts(
  life: TestLife,
  account: TestAccount,
  day: number,
): Readonly<Record<string, FactValue>> {
  const owed = owedOn(account.owed, paidOf(life, account), day);
  const daysPastDue = owed.overdueSince === null ? 0 : day - owed.overdueSince;
  return {
    "account.status": statusOf(life, account, day),
    "account.arrears": owed.arrearsMinor,
    "account.balance": owed.balanceMinor,
    "account.days_past_due": daysPastDue,
    "account.days_until_due": owed.dueDay === null ? null : owed.dueDay - day,
    "account.bucket": bucketOf(daysPastDue),
    "account.due_date": owed.dueDay === null ? null : dateOfEpochDay(owed.dueDay),
    "account.disputed": life.disputes.has(account.id),
    "account.promises_broken":
      numberIn(account.values, "account.promises_broken") + life.promisesBroken,
    ...agreedFacts(life, account),
  };
}

/** What the person had agreed before, and what was promised since, whose day and amount a test does not ask for. */
function agreedFacts(life: TestLife, { values }: TestAccount): Readonly<Record<string, FactValue>> {
  const isOpen = (state: string) =>
    !life.lifted.has(state) && life.states.some((each) => each.state === state);
  return {
    "account.promise_open": isOpen("promise_open") || values["account.promise_open"] === true,
    "account.arrangement_active": values["account.arrangement_active"] === true,
    "account.instalment_due_on": values["account.instalment_due_on"] ?? null,
    "account.instalment_days_until_due": values["account.instalment_days_until_due"] ?? null,
    "account.instalment_amount": values["account.instalment_amount"] ?? null,
    "account.instalments_missed": numberIn(values, "account.instalments_missed"),
  };
}

/** Paid, cured or open, as it is on a day. */
export function statusOf(life: TestLife, account: TestAccount, day: number): string {
  const stated = account.values["account.status"];
  if (stated === "closed") return stated;
  const { balanceMinor, arrearsMinor } = owedOn(account.owed, paidOf(life, account), day);
  if (balanceMinor === 0) return "paid";
  const wasCured = stated === "cured" || life.cured.has(account.id);
  return arrearsMinor === 0 && wasCured ? "cured" : "open";
}

function debtorFacts(
  life: TestLife,
  { currency }: TestAccount,
  day: number,
): Readonly<Record<string, FactValue>> {
  const { accounts } = life.person;
  const mayUse = (channel: "sms" | "email" | "letter") =>
    isReachable(life, channel) && !life.optedOut.has(channel);
  let [open, arrears] = [0, 0];
  for (const account of accounts) {
    if (["open", "cured"].includes(statusOf(life, account, day))) open += 1;
    if (account.currency !== currency) continue;
    arrears += owedOn(account.owed, paidOf(life, account), day).arrearsMinor;
  }
  return {
    "debtor.open_accounts": open,
    "debtor.total_arrears": arrears,
    "debtor.can_sms": mayUse("sms"),
    "debtor.can_email": mayUse("email"),
    "debtor.can_letter": mayUse("letter"),
  };
}

function historyFacts(
  { person, sent, lastContactDay }: TestLife,
  day: number,
): Readonly<Record<string, FactValue>> {
  const attempts = [...person.attempts, ...sent];
  const last = attempts.at(-1);
  const since = (from: number) => attempts.filter((attempt) => attempt.day > from).length;
  return {
    "history.days_since_last_attempt": last === undefined ? null : day - last.day,
    "history.days_since_last_contact": lastContactDay === null ? null : day - lastContactDay,
    "history.attempts_7d": since(day - 7),
    "history.attempts_30d": since(day - 30),
    "history.last_channel": last?.channel ?? null,
  };
}

function numberIn(values: FactValues, field: string): number {
  const value = values[field];
  return typeof value === "number" ? value : 0;
}
