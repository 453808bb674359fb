import type { LocalDate } from "@fairflow/calendar";
import type { CaseAttempt, CaseState, ContactCase } from "@fairflow/compliance";
import type { PlannedMessage, PlannedStep } from "@fairflow/interpreter";
import { isDisputed, isPaid } from "./account-history.ts";
import { noticesAt } from "./assumed-notices.ts";
import type { LedgerTraveller } from "./ledger-traveller.ts";
import type { Person } from "./person.ts";

/** Caps look back a month at the most; older messages cannot change a verdict. */
const HISTORY_MS = 62 * 86_400_000;

export interface CaseInput {
  /** The day at which effective dates of rules are read. */
  readonly lawAsOf: LocalDate;
  /** Off, payments and disputes stop nothing: neither runs nor the gate hear of them. */
  readonly stopFacts: { readonly payments: boolean; readonly disputes: boolean };
}

/** What the gate is told of one message that speaks of one account or of several. */
export function caseOf(
  messages: readonly PlannedMessage<LedgerTraveller>[],
  nowMs: number,
  input: CaseInput,
): ContactCase {
  const [first] = messages;
  if (first === undefined) throw new RangeError("A message speaks of at least one account");
  const { channel, purpose, step } = first.attempt.request;
  const travellers = messages.map(({ traveller }) => traveller);
  return {
    ...toldOf(travellers, first.traveller, { nowMs, ...input }),
    channel,
    purpose,
    ...(step === undefined ? {} : { step, debts: travellers.map(debtInDefault) }),
    // A debtor of a ledger has one address on each channel.
    addressId: channel,
  };
}

/** What the gate is told of a legal step that reaches nobody. */
export function stepCaseOf(
  { traveller, asked }: PlannedStep<LedgerTraveller>,
  nowMs: number,
  input: CaseInput,
): ContactCase {
  return {
    ...toldOf([traveller], traveller, { nowMs, ...input }),
    purpose: "collection",
    step: asked.step,
    debts: [debtInDefault(traveller)],
  };
}

/** A ledger does not say when an account fell into default; it is taken to be when it fell due. */
function debtInDefault({ subject }: LedgerTraveller): ContactCase["debts"][number] {
  const { dueOn } = subject.account;
  return dueOn === null ? subject.debt : { ...subject.debt, inDefaultSince: dueOn };
}

function toldOf(
  travellers: readonly LedgerTraveller[],
  { person, subject }: LedgerTraveller,
  { nowMs, lawAsOf, stopFacts }: CaseInput & { readonly nowMs: number },
): Omit<ContactCase, "purpose"> {
  const { account } = subject;
  const states: CaseState[] = [];
  for (const { subject: spoken } of travellers) {
    const { reference } = spoken.account;
    const { history } = spoken;
    if (stopFacts.payments && isPaid(history, nowMs)) {
      states.push({ state: "paid", since: new Date(history.paidMs ?? nowMs), debtId: reference });
    }
    if (stopFacts.disputes && isDisputed(history, nowMs)) {
      states.push({
        state: "dispute_open",
        since: new Date(history.dispute?.openedMs ?? nowMs),
        debtId: reference,
      });
    }
  }
  const debts = travellers.map((traveller) => traveller.subject.debt);
  return {
    zones: zonesOf(travellers),
    zoneSource: "consumer_stated",
    actor: account.collector,
    ...(account.subdivision === null ? {} : { subdivision: account.subdivision }),
    debts,
    states,
    history: recentContacts(person, nowMs),
    notices:
      person.notices.length === 0
        ? person.notices
        : noticesAt(
            person.notices,
            debts.map(({ debtId }) => debtId),
            nowMs,
          ),
    lawAsOf,
  };
}

function zonesOf(travellers: readonly LedgerTraveller[]): readonly string[] {
  const names = travellers.map(({ subject }) => subject.account.zoneName);
  return names.length === 1 ? names : [...new Set(names)];
}

/** Oldest first. */
function recentContacts({ lastSent }: Person, nowMs: number): readonly CaseAttempt[] {
  const earliestMs = nowMs - HISTORY_MS;
  const contacts: CaseAttempt[] = [];
  for (let sent = lastSent; sent !== null; sent = sent.earlier) {
    if (sent.contact.at.getTime() < earliestMs) break;
    contacts.push(sent.contact);
  }
  return contacts.toReversed();
}
