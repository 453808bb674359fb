import {
  addDays,
  instantAt,
  type BusinessCalendar,
  type LocalDate,
  type Zone,
} from "@fairflow/calendar";
import type { CompiledPack } from "@fairflow/compliance";
import type { Flow, NodeId } from "@fairflow/flow";
import {
  compileLibrary,
  simulate,
  type CompiledFlow,
  type Library,
  type MessageChannel,
  type Simulated,
} from "@fairflow/interpreter";
import { startConfigOf } from "@fairflow/nodes";
import { NOTICES_ASSUMED } from "./assumed-notices.ts";
import { entryRule } from "./entry-rule.ts";
import type { LedgerAccount } from "./ledger-account.ts";
import type { GateCounts, SimulatedMessage } from "./gate-record.ts";
import { ledgerGate } from "./ledger-gate.ts";
import { latestFacts } from "./latest-facts.ts";
import { localDays } from "./local-days.ts";
import { LedgerTraveller, type TravellerInput } from "./ledger-traveller.ts";
import { peopleOf } from "./person.ts";

export interface LedgerSimulation {
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  readonly library: Library;
  readonly ledger: readonly LedgerAccount[];
  readonly packs: readonly CompiledPack[];
  readonly calendar: BusinessCalendar;
  /** The zone whose days bound the simulation. */
  readonly zone: Zone;
  readonly from: LocalDate;
  /** The last day, included. */
  readonly to: LocalDate;
  readonly lawAsOf: LocalDate;
  /** Which share of a split each debtor draws. */
  readonly seed: number;
  /** Off, to see what a flow would do to people if payments and disputes stopped nothing. */
  readonly stopFacts?: boolean;
  /** Told of every message that leaves, in the order of time. */
  readonly onMessage?: ((message: SimulatedMessage) => void) | undefined;
}

/** What a flow would have done to the people of a ledger. */
export interface LedgerReport {
  readonly accounts: number;
  readonly debtors: number;
  readonly enrolled: number;
  /** Visits of nodes. */
  readonly steps: number;
  readonly nodes: Readonly<Record<string, NodeReport>>;
  /** Ended runs by reason. */
  readonly ended: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<MessageChannel, number>>;
  readonly messagesBeforeMerging: number;
  readonly messagesBeforeMergingByChannel: Readonly<Record<MessageChannel, number>>;
  /** How often each rule deferred a message, and forbade one. */
  readonly deferred: Readonly<Record<string, number>>;
  readonly forbidden: Readonly<Record<string, number>>;
  /** Messages that went although a rule that only warns was not met. */
  readonly warned: Readonly<Record<string, number>>;
  /** Messages that would have reached people who had paid, had payments stopped nothing. */
  readonly contactsAvoidedByPayment: number;
  readonly contactsAfterPayment: number;
  readonly contactsInDispute: number;
  /** What is taken for granted because a ledger does not tell it, in words. */
  readonly assumptions: readonly string[];
  readonly busiestDay: { readonly date: LocalDate; readonly messages: number } | null;
}

export interface NodeReport {
  readonly name: string;
  readonly type: string;
  readonly entered: number;
  readonly exits: Readonly<Record<string, number>>;
  readonly present: number;
}

/** Takes the accounts of a ledger through a flow as history really went. Deterministic: same input, same report. */
export function simulateLedger(input: LedgerSimulation): LedgerReport {
  const stopFacts = input.stopFacts ?? true;
  const { simulated, record } = pass(
    input,
    { payments: stopFacts, disputes: stopFacts },
    input.onMessage,
  );
  // What payments spared people shows in a second pass in which they stop nothing.
  const unstopped = stopFacts ? pass(input, { payments: false, disputes: true }).record : record;
  const debtors = new Set(input.ledger.map(({ debtor }) => debtor)).size;
  return {
    accounts: input.ledger.length,
    debtors,
    enrolled: simulated.runs,
    steps: simulated.steps,
    nodes: nodeReports(input.flow, simulated),
    ended: sorted(simulated.ended),
    messages: record.messages,
    messagesBeforeMerging: total(record.beforeMerging),
    messagesBeforeMergingByChannel: record.beforeMerging,
    deferred: sorted(record.deferred),
    forbidden: sorted(record.forbidden),
    warned: sorted(record.warned),
    contactsAvoidedByPayment: unstopped.contactsAfterPayment - record.contactsAfterPayment,
    contactsAfterPayment: record.contactsAfterPayment,
    contactsInDispute: record.contactsInDispute,
    assumptions: input.flow.nodes.some(({ type }) => type === "notice") ? [NOTICES_ASSUMED] : [],
    busiestDay: busiest(record.perDay),
  };
}

function pass(
  input: LedgerSimulation,
  stopFacts: { readonly payments: boolean; readonly disputes: boolean },
  onMessage?: (message: SimulatedMessage) => void,
): { readonly simulated: Simulated; readonly record: GateCounts } {
  const { flow, compiled, ledger, packs, calendar, zone, from, to, lawAsOf, seed } = input;
  const config = startConfigOf(flow);
  if (config === undefined) throw new RangeError("A compiled flow has a start with settings");
  const entry = entryRule(config, compileLibrary(input.library));
  const latest = latestFacts();
  const inputs = new Map<Zone, TravellerInput>();
  const inputIn = (place: Zone) => {
    const known = inputs.get(place);
    if (known !== undefined) return known;
    const made = { entry, calendar, days: localDays(place), latest, seed, stopFacts };
    inputs.set(place, made);
    return made;
  };
  const travellers = peopleOf(ledger).flatMap((person) =>
    person.accounts.map(
      (subject) => new LedgerTraveller(person, subject, inputIn(subject.account.zone)),
    ),
  );
  const outside = ledgerGate({ packs, lawAsOf, stopFacts, onMessage });
  const simulated = simulate({
    flow: compiled,
    travellers,
    outside,
    fromMs: instantAt(zone, from, 0).getTime(),
    toMs: instantAt(zone, addDays(to, 1), 0).getTime(),
  });
  return { simulated, record: outside.counts };
}

function nodeReports(flow: Flow, simulated: Simulated): Record<string, NodeReport> {
  const named = new Map(flow.nodes.map((node) => [node.id, node]));
  const report = ([id, { entered, exits, present }]: [
    NodeId,
    { entered: number; exits: ReadonlyMap<string, number>; present: number },
  ]) => {
    const node = named.get(id);
    return [
      id,
      { name: node?.name ?? "", type: node?.type ?? "", entered, exits: sorted(exits), present },
    ] as const;
  };
  return Object.fromEntries([...simulated.nodes].map(report));
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function busiest(perDay: ReadonlyMap<LocalDate, number>): LedgerReport["busiestDay"] {
  let best: LedgerReport["busiestDay"] = null;
  for (const [date, messages] of [...perDay].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (best === null || messages > best.messages) best = { date, messages };
  }
  return best;
}
