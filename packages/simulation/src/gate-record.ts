import type { LocalDate } from "@fairflow/calendar";
import { reasonsOf, type CompiledPack, type Verdict } from "@fairflow/compliance";
import type { MessageChannel, PlannedMessage } from "@fairflow/interpreter";
import { isDisputed, isPaid } from "./account-history.ts";
import type { LedgerTraveller } from "./ledger-traveller.ts";
import type { PersonAccount } from "./person.ts";
import { purposesUnderHold } from "./purposes-under-hold.ts";

/** What the gate of a simulation did. Rules are counted once for each verdict that names them. */
export interface GateCounts {
  readonly messages: Record<MessageChannel, number>;
  readonly beforeMerging: Record<MessageChannel, number>;
  readonly deferred: Map<string, number>;
  readonly forbidden: Map<string, number>;
  /** Messages that went although a rule that only warns was not met. */
  readonly warned: Map<string, number>;
  readonly perDay: Map<LocalDate, number>;
  /** Messages that spoke of an account that was paid, or in dispute, with a purpose which that hold does not allow. */
  contactsAfterPayment: number;
  contactsInDispute: number;
}

/** One message as it left. */
export interface SimulatedMessage {
  readonly at: Date;
  readonly channel: MessageChannel;
  readonly purpose: string;
  /** The debtor's reference, and those of all accounts that it spoke of. */
  readonly debtor: string;
  readonly accounts: readonly string[];
  readonly zone: string;
}

export interface GateRecord {
  readonly counts: GateCounts;
  /** Counts a verdict that keeps a message back. */
  readonly refused: (verdict: Verdict) => void;
  /** Counts one message that stands for all of `messages`. */
  readonly sent: (
    messages: readonly PlannedMessage<LedgerTraveller>[],
    verdict: Verdict,
    nowMs: number,
  ) => void;
}

export function gateRecord(
  packs: readonly CompiledPack[],
  onMessage?: (message: SimulatedMessage) => void,
): GateRecord {
  const counts: GateCounts = {
    messages: { sms: 0, email: 0, letter: 0 },
    beforeMerging: { sms: 0, email: 0, letter: 0 },
    deferred: new Map(),
    forbidden: new Map(),
    warned: new Map(),
    perDay: new Map(),
    contactsAfterPayment: 0,
    contactsInDispute: 0,
  };
  const afterPayment = purposesUnderHold(packs, "paid");
  const inDispute = purposesUnderHold(packs, "dispute_open");
  return {
    counts,
    refused: (verdict) => {
      if (verdict.kind === "allowed") return;
      const into = verdict.kind === "deferred" ? counts.deferred : counts.forbidden;
      for (const reason of reasonsOf(verdict)) increase(into, reason);
    },
    sent: (messages, verdict, nowMs) => {
      const [first] = messages;
      if (first === undefined) return;
      const { channel, purpose } = first.attempt.request;
      counts.messages[channel] += 1;
      counts.beforeMerging[channel] += messages.length;
      for (const rule of verdict.warnings) increase(counts.warned, rule);
      onMessage?.(messageOf(first, messages, nowMs));
      increase(counts.perDay, first.traveller.input.days.dateAt(nowMs));
      if (
        !afterPayment.has(purpose) &&
        concerns(messages, ({ history }) => isPaid(history, nowMs))
      ) {
        counts.contactsAfterPayment += 1;
      }
      if (
        !inDispute.has(purpose) &&
        concerns(messages, ({ history }) => isDisputed(history, nowMs))
      ) {
        counts.contactsInDispute += 1;
      }
    },
  };
}

function messageOf(
  { traveller, attempt }: PlannedMessage<LedgerTraveller>,
  messages: readonly PlannedMessage<LedgerTraveller>[],
  nowMs: number,
): SimulatedMessage {
  const { channel, purpose } = attempt.request;
  return {
    at: new Date(nowMs),
    channel,
    purpose,
    debtor: traveller.person.reference,
    accounts: messages.map((message) => message.traveller.subject.account.reference),
    zone: traveller.subject.account.zoneName,
  };
}

function concerns(
  messages: readonly PlannedMessage<LedgerTraveller>[],
  what: (subject: PersonAccount) => boolean,
): boolean {
  return messages.some(({ traveller }) => what(traveller.subject));
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
