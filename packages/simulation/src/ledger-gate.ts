import type { LocalDate } from "@fairflow/calendar";
import {
  permit,
  type CaseAttempt,
  type CaseState,
  type CompiledPack,
  type ContactCase,
  type Purpose,
  type Verdict,
} from "@fairflow/compliance";
import type {
  AttemptResult,
  MessageChannel,
  Outside,
  Permission,
  PlannedMessage,
} from "@fairflow/interpreter";
import { isDisputed, isPaid } from "./account-history.ts";
import type { LedgerTraveller } from "./ledger-traveller.ts";
import type { Person, PersonAccount } from "./person.ts";
import { purposesUnderHold } from "./purposes-under-hold.ts";

/** Caps look back a month at the most; older messages cannot change a verdict. */
const HISTORY_MS = 62 * 86_400_000;
/** How long after its acceptance a message is taken to have arrived. */
const DELIVERY_MS: Readonly<Record<MessageChannel, number>> = {
  sms: 10_000,
  email: 60_000,
  letter: 3 * 86_400_000,
};

export interface GateInput {
  readonly packs: readonly CompiledPack[];
  /** The day at which effective dates of rules are read. */
  readonly lawAsOf: LocalDate;
  /** Off, payments and disputes stop nothing: neither runs nor the gate hear of them. */
  readonly stopFacts: { readonly payments: boolean; readonly disputes: boolean };
}

/** What the gate of a simulation did. Rules are counted once for each verdict that names them. */
export interface GateRecord {
  readonly messages: Record<MessageChannel, number>;
  readonly beforeMerging: Record<MessageChannel, number>;
  readonly deferred: Map<string, number>;
  readonly forbidden: Map<string, number>;
  readonly perDay: Map<LocalDate, number>;
  /** Messages that spoke of an account that was paid, or in dispute, with a purpose which that hold does not allow. */
  contactsAfterPayment: number;
  contactsInDispute: number;
}

export interface LedgerGate extends Outside<LedgerTraveller> {
  readonly record: GateRecord;
}

/** Where messages are counted, with the purposes that may go to people who have paid, and to people in dispute. */
interface Deliveries {
  readonly record: GateRecord;
  readonly afterPayment: ReadonlySet<Purpose>;
  readonly inDispute: ReadonlySet<Purpose>;
}

/** Puts every message of a simulation before the real gate, when it is planned and again when it is sent. */
export function ledgerGate(input: GateInput): LedgerGate {
  const record: GateRecord = {
    messages: { sms: 0, email: 0, letter: 0 },
    beforeMerging: { sms: 0, email: 0, letter: 0 },
    deferred: new Map(),
    forbidden: new Map(),
    perDay: new Map(),
    contactsAfterPayment: 0,
    contactsInDispute: 0,
  };
  const deliveries: Deliveries = {
    record,
    afterPayment: purposesUnderHold(input.packs, "paid"),
    inDispute: purposesUnderHold(input.packs, "dispute_open"),
  };
  const verdictOn = (messages: readonly PlannedMessage<LedgerTraveller>[], nowMs: number) =>
    permit(input.packs, caseOf(messages, nowMs, input), new Date(nowMs));
  const ask = (message: PlannedMessage<LedgerTraveller>, nowMs: number) => {
    const verdict = verdictOn([message], nowMs);
    count(record, verdict);
    return verdict;
  };
  return {
    record,
    judge: (message, nowMs) => permissionOf(ask(message, nowMs)),
    send: (merged, nowMs) => {
      const reachable = merged.every(hasAddress) ? merged : merged.filter(hasAddress);
      if (reachable.length === 0) return merged.map(() => FAILED);
      const verdict = verdictOn(reachable, nowMs);
      if (verdict.kind === "allowed") {
        deliver(deliveries, reachable, nowMs);
        return merged.map((message) =>
          hasAddress(message) ? outcomeOf(verdict, message, nowMs) : FAILED,
        );
      }
      // One account of several may be what stands in the way; then each is asked alone and left out by itself.
      const verdicts = new Map(reachable.map((message) => [message, ask(message, nowMs)]));
      const allowed = reachable.filter((message) => verdicts.get(message)?.kind === "allowed");
      if (allowed.length > 0) deliver(deliveries, allowed, nowMs);
      return merged.map((message) => {
        const own = verdicts.get(message);
        return own === undefined ? FAILED : outcomeOf(own, message, nowMs);
      });
    },
  };
}

type SendOutcome = ReturnType<LedgerGate["send"]>[number];

/** Whoever has no address on the channel cannot be reached on it. */
const FAILED: SendOutcome = { result: { kind: "failed" }, later: [] };
const NOTHING_LATER: SendOutcome["later"] = [];

function outcomeOf(
  verdict: Verdict,
  { attempt }: PlannedMessage<LedgerTraveller>,
  nowMs: number,
): SendOutcome {
  const result = resultOf(verdict);
  if (result.kind !== "sent") return { result, later: NOTHING_LATER };
  const atMs = nowMs + DELIVERY_MS[attempt.request.channel];
  return { result, later: [{ atMs, event: { kind: "happened", event: "delivered" } }] };
}

function hasAddress({ traveller, attempt }: PlannedMessage<LedgerTraveller>): boolean {
  return traveller.subject.account.channels.has(attempt.request.channel);
}

function caseOf(
  messages: readonly PlannedMessage<LedgerTraveller>[],
  nowMs: number,
  { lawAsOf, stopFacts }: GateInput,
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
    zones: [...new Set(messages.map(({ traveller }) => traveller.subject.account.zoneName))],
    zoneSource: "consumer_stated",
    actor: account.collector,
    channel,
    purpose,
    addressId: `${person.reference}/${channel}`,
    debts: messages.map(({ traveller }) => debtOf(traveller.subject)),
    states,
    history: recentContacts(person, nowMs),
    notices: [],
    lawAsOf,
  };
}

function debtOf({ account }: PersonAccount): ContactCase["debts"][number] {
  const debt = { debtId: account.reference, accountId: account.reference };
  return account.debtType === null ? debt : { ...debt, debtType: account.debtType };
}

function recentContacts({ sent }: Person, nowMs: number): readonly CaseAttempt[] {
  const contacts: CaseAttempt[] = [];
  for (let index = sent.length - 1; index >= 0; index -= 1) {
    const message = sent[index];
    if (message === undefined || message.atMs < nowMs - HISTORY_MS) break;
    contacts.push(message.contact);
  }
  return contacts.toReversed();
}

function deliver(
  { record, afterPayment, inDispute }: Deliveries,
  messages: readonly PlannedMessage<LedgerTraveller>[],
  nowMs: number,
): void {
  const [first] = messages;
  if (first === undefined) return;
  const { person } = first.traveller;
  const { channel, purpose } = first.attempt.request;
  const contact: CaseAttempt = {
    at: new Date(nowMs),
    channel,
    outcome: "sent",
    direction: "outbound",
    purpose,
    debts: messages.map(({ traveller }) => debtOf(traveller.subject)),
    addressId: `${person.reference}/${channel}`,
  };
  person.sent.push({ atMs: nowMs, day: first.traveller.days.dayAt(nowMs), contact });
  record.messages[channel] += 1;
  record.beforeMerging[channel] += messages.length;
  increase(record.perDay, first.traveller.days.dateAt(nowMs));
  const concerns = (what: (subject: PersonAccount) => boolean) =>
    messages.some(({ traveller }) => what(traveller.subject));
  if (!afterPayment.has(purpose) && concerns(({ history }) => isPaid(history, nowMs))) {
    record.contactsAfterPayment += 1;
  }
  if (!inDispute.has(purpose) && concerns(({ history }) => isDisputed(history, nowMs))) {
    record.contactsInDispute += 1;
  }
}

function count(record: GateRecord, verdict: Verdict): void {
  switch (verdict.kind) {
    case "allowed":
      return;
    case "deferred":
      for (const rule of verdict.rules) increase(record.deferred, rule);
      return;
    case "forbidden":
      for (const rule of reasonsOf(verdict)) increase(record.forbidden, rule);
  }
}

function permissionOf(verdict: Verdict): Permission {
  switch (verdict.kind) {
    case "allowed":
      return { kind: "allowed" };
    case "deferred":
      return { kind: "deferred", untilMs: verdict.until.getTime(), rules: verdict.rules };
    case "forbidden":
      return { kind: "forbidden", rules: reasonsOf(verdict) };
  }
}

function resultOf(verdict: Verdict): AttemptResult {
  const permission = permissionOf(verdict);
  switch (permission.kind) {
    case "allowed":
      return { kind: "sent" };
    case "deferred":
      return permission;
    case "forbidden":
      return { kind: "not-allowed", rules: permission.rules };
  }
}

/** The rules that forbid, or why the gate could not judge. */
function reasonsOf(verdict: Verdict & { readonly kind: "forbidden" }): readonly string[] {
  return verdict.rules.length > 0 ? verdict.rules : [verdict.reason];
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
