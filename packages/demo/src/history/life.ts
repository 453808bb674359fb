import type { LocalDate } from "@fairflow/calendar";
import type { CaseAttempt } from "@fairflow/compliance";
import type { AttemptEffect } from "@fairflow/interpreter";
import type { DemoPlace } from "../demo-place.ts";
import type { DemoFlow, DemoFlows, DemoVersion } from "../flows/demo-flows.ts";
import type { AccountPlan, DemoPerson } from "../people/person.ts";
import type { Random } from "../random.ts";
import type { Agenda } from "./agenda.ts";
import type { CloseRow } from "./closes.ts";
import type { LocalDays } from "./local-days.ts";
import type { DisputeRow, HoldRow, LinkRow, PromiseRow, TaskRow } from "./desk-rows.ts";
import type { DebtorRows } from "./rows.ts";
import type { RunRow } from "./run-rows.ts";
import type { Standing } from "./standing.ts";

/** Who works at the desk of the demo world. */
export const SPECIALIST = "demo";

/** What every debtor's history has in common. */
export interface HistoryWorld {
  readonly seed: number;
  readonly place: DemoPlace;
  readonly days: LocalDays;
  readonly flows: DemoFlows;
  readonly clientId: string;
  readonly clientName: string;
  readonly portfolioName: string;
  /** Balances and arrears at or below it count as nothing, in cents. */
  readonly tolerance: number;
  readonly fromMs: number;
  /** The demo's first moment; nothing at or after it is history. */
  readonly toMs: number;
  readonly today: LocalDate;
}

/** The ids under which a debtor is stored, by the references of the plan. */
export interface DebtorIds {
  readonly debtorId: string;
  readonly shard: number;
  readonly partyId: string;
  readonly addresses: Readonly<Record<MessageChannel, string | null>>;
  readonly accounts: ReadonlyMap<string, string>;
}

export type MessageChannel = "sms" | "email" | "letter";

/** One debtor on the way through the ninety days. */
export interface Life {
  readonly world: HistoryWorld;
  readonly person: DemoPerson;
  readonly ids: DebtorIds;
  readonly random: Random;
  readonly agenda: Agenda<() => void>;
  readonly accounts: readonly LivedAccount[];
  readonly attempts: PastAttempt[];
  readonly optedOut: Set<MessageChannel>;
  /** Messages that may go at this instant and have not yet. */
  readonly outbox: PlannedMessage[];
  readonly rows: DebtorRows;
  /** A task was opened for a person. */
  readonly onTask: (run: LivedRun, task: TaskRow) => void;
  nowMs: number;
}

export interface LivedAccount {
  readonly plan: AccountPlan;
  readonly id: string;
  readonly standing: Standing;
  readonly holds: HoldRow[];
  readonly runs: Map<string, LivedRun[]>;
  /** When its first charge was booked; null before that. */
  openedMs: number | null;
  lastDueOn: LocalDate;
  stage: string | null;
  tags: readonly string[];
  promisesBroken: number;
  promise: PromiseRow | null;
  dispute: DisputeRow | null;
  /** How it stood at the last close. */
  lastClose: CloseRow | null;
}

export interface LivedRun {
  readonly row: RunRow;
  readonly flow: DemoFlow;
  readonly version: DemoVersion;
  readonly account: LivedAccount;
  link: LinkRow | null;
}

/** An attempt that left, as facts and the gate count it. */
export interface PastAttempt {
  readonly day: number;
  readonly atMs: number;
  readonly channel: string;
  /** Whether the debtor was reached in person, as in a call that was answered. */
  readonly reachedPerson: boolean;
  contact: CaseAttempt;
}

export interface PlannedMessage {
  readonly run: LivedRun;
  readonly effect: AttemptEffect;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
