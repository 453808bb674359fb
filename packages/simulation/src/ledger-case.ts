import type { LocalDate } from "@fairflow/calendar";
import type { CaseAttempt, CaseState, ContactCase } from "@fairflow/compliance";
import type { PlannedMessage } from "@fairflow/interpreter";
import { isDisputed, isPaid } from "./account-history.ts";
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
  { lawAsOf, stopFacts }: CaseInput,
): ContactCase {
  const [first] = messages;
  if (first === undefined) throw new RangeError("A message speaks of at least one account");
  const { person, subject } = first.traveller;
  const { account } = subject;
  const { channel, purpose } = first.attempt.request;
  const states: CaseState[] = [];
  for (const { traveller } of messages) {
    const { reference } = traveller.subject.account;
    const { history } = traveller.subject;
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
  return {
    zones: zonesOf(messages),
    zoneSource: "consumer_stated",
    actor: account.collector,
    ...(account.subdivision === null ? {} : { subdivision: account.subdivision }),
    channel,
    purpose,
    // A debtor of a ledger has one address on each channel.
    addressId: channel,
    debts: messages.map(({ traveller }) => traveller.subject.debt),
    states,
    history: recentContacts(person, nowMs),
    notices: [],
    lawAsOf,
  };
}

function zonesOf(messages: readonly PlannedMessage<LedgerTraveller>[]): readonly string[] {
  const names = messages.map(({ traveller }) => traveller.subject.account.zoneName);
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
