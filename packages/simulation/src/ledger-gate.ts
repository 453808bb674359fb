import {
  permissionOf,
  permit,
  type CaseAttempt,
  type CompiledPack,
  type Verdict,
} from "@fairflow/compliance";
import type { AttemptResult, Outside, PlannedMessage, RunEvent } from "@fairflow/interpreter";
import { assumedNotice, DELIVERY_MS, noticeHappening } from "./assumed-notices.ts";
import { gateRecord, type GateCounts, type SimulatedMessage } from "./gate-record.ts";
import { caseOf, stepCaseOf, type CaseInput } from "./ledger-case.ts";
import type { LedgerTraveller } from "./ledger-traveller.ts";

export interface GateInput extends CaseInput {
  readonly packs: readonly CompiledPack[];
  readonly onMessage?: ((message: SimulatedMessage) => void) | undefined;
}

export interface LedgerGate extends Outside<LedgerTraveller> {
  readonly counts: GateCounts;
}

/** Puts every message of a simulation before the real gate, when it is planned and again when it is sent. */
export function ledgerGate(input: GateInput): LedgerGate {
  const record = gateRecord(input.packs, input.onMessage);
  // Many messages are judged at one instant; they share its date.
  let now = new Date(0);
  const dateOf = (nowMs: number) => {
    if (now.getTime() !== nowMs) now = new Date(nowMs);
    return now;
  };
  const verdictOn = (messages: readonly PlannedMessage<LedgerTraveller>[], nowMs: number) =>
    permit(input.packs, caseOf(messages, nowMs, input), dateOf(nowMs));
  const ask = (message: PlannedMessage<LedgerTraveller>, nowMs: number) => {
    const verdict = verdictOn([message], nowMs);
    record.refused(verdict);
    return verdict;
  };
  return {
    counts: record.counts,
    judge: (message, nowMs) => permissionOf(ask(message, nowMs)),
    judgeStep: (step, nowMs) => {
      const verdict = permit(input.packs, stepCaseOf(step, nowMs, input), dateOf(nowMs));
      record.refused(verdict);
      return permissionOf(verdict);
    },
    send: (merged, nowMs) => {
      const reachable = merged.every(hasAddress) ? merged : merged.filter(hasAddress);
      if (reachable.length === 0) return merged.map(() => FAILED);
      const verdict = verdictOn(reachable, nowMs);
      if (verdict.kind === "allowed") {
        record.sent(reachable, verdict, nowMs);
        remember(reachable, dateOf(nowMs));
        return merged.map((message) =>
          hasAddress(message) ? outcomeOf(verdict, message, nowMs, input.packs) : FAILED,
        );
      }
      // One account of several may be what stands in the way; then each is asked alone and left out by itself.
      const verdicts = new Map(reachable.map((message) => [message, ask(message, nowMs)]));
      const allowed = reachable.filter((message) => verdicts.get(message)?.kind === "allowed");
      if (allowed.length > 0) {
        record.sent(allowed, verdictOn(allowed, nowMs), nowMs);
        remember(allowed, dateOf(nowMs));
      }
      return merged.map((message) => {
        const own = verdicts.get(message);
        return own === undefined ? FAILED : outcomeOf(own, message, nowMs, input.packs);
      });
    },
  };
}

type SendOutcome = ReturnType<LedgerGate["send"]>[number];

/** Whoever has no address on the channel cannot be reached on it. */
const FAILED: SendOutcome = { result: { kind: "failed" }, later: [] };
const DELIVERED: RunEvent = { kind: "happened", event: "delivered" };
const NOTHING_LATER: SendOutcome["later"] = [];

function outcomeOf(
  verdict: Verdict,
  message: PlannedMessage<LedgerTraveller>,
  nowMs: number,
  packs: readonly CompiledPack[],
): SendOutcome {
  const result = resultOf(verdict);
  if (result.kind !== "sent") return { result, later: NOTHING_LATER };
  const atMs = nowMs + DELIVERY_MS[message.attempt.request.channel];
  const notice = assumedNotice(message, nowMs);
  const delivered = { atMs, event: DELIVERED };
  if (notice === undefined) return { result, later: [delivered] };
  const { person } = message.traveller;
  person.notices = [...person.notices, notice];
  return { result, later: [delivered, noticeHappening(packs, message, notice)] };
}

function hasAddress({ traveller, attempt }: PlannedMessage<LedgerTraveller>): boolean {
  return traveller.subject.reachable[attempt.request.channel];
}

/** Adds a message to what the person has received. */
function remember(messages: readonly PlannedMessage<LedgerTraveller>[], at: Date): void {
  const [first] = messages;
  if (first === undefined) return;
  const { person, input } = first.traveller;
  const { channel, purpose } = first.attempt.request;
  const contact: CaseAttempt = {
    at,
    channel,
    outcome: "sent",
    direction: "outbound",
    purpose,
    debts: messages.map(({ traveller }) => traveller.subject.debt),
    addressId: channel,
  };
  person.lastSent = { day: input.days.dayAt(at.getTime()), contact, earlier: person.lastSent };
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
