import type {
  CallRequest,
  Change,
  LinkRequest,
  Run,
  Step,
  TaskRequest,
} from "@fairflow/interpreter";
import type { Judgement } from "./gate.ts";

/** What one advance leaves of a run; `seq` is the one that was read, and the write names it (I4). */
export interface RunChange {
  readonly shard: number;
  readonly id: string;
  readonly versionId: string;
  readonly seq: number;
  readonly nodeId: string | null;
  readonly status: string;
  readonly wakeAtMs: number | null;
  /** The interpreter's run as JSON text. */
  readonly state: string;
  readonly ended: Run["ended"];
  readonly steps: readonly Step[];
  readonly eventId: string | null;
  /** What was decided upon, as JSON text without personal data (I2). */
  readonly inputs: string;
}

/** The visit of a run that an attempt serves. */
export interface AttemptVisit {
  readonly attemptId: string;
  readonly shard: number;
  readonly runId: string;
  readonly versionId: string;
  readonly accountId: string | null;
  readonly nodeId: string;
  readonly visit: number;
  /** A refusal or a deferral holds no slot. */
  readonly isReleased: boolean;
}

/** A new attempt with its verdict (I5). One that was refused or deferred is a row too. */
export interface NewAttempt {
  readonly id: string;
  readonly shard: number;
  readonly debtorId: string;
  readonly clientId: string;
  readonly portfolioId: string;
  readonly partyId: string | null;
  readonly addressId: string | null;
  accountIds: readonly string[];
  readonly channel: string;
  readonly purpose: string;
  /** The notice of the law that it is, in the packs' words. */
  readonly noticeId: string | null;
  /** The legal step that it is, in the packs' words. */
  readonly step: string | null;
  /** Null where it has none, as a call. */
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  readonly language: string;
  readonly priority: number;
  readonly status: "planned" | "deferred" | "forbidden";
  readonly plannedFor: string;
  readonly merges: boolean;
  readonly atMs: number;
  readonly epoch: number;
  judgement: Judgement;
}

/** A planned attempt that takes in another account; the verdict covers all of them, the earlier one is kept. */
export interface AttemptGrowth {
  readonly id: string;
  readonly shard: number;
  readonly accountIds: readonly string[];
  readonly epoch: number;
  readonly judgement: Judgement;
}

/** A legal step that a run asked leave for, with the gate's answer. */
export interface JudgedStep extends VisitOfRun {
  readonly id: string;
  readonly debtorId: string;
  readonly clientId: string;
  readonly accountIds: readonly string[];
  readonly versionId: string;
  readonly step: string;
  readonly judgement: Judgement;
}

/** A planned message that gives its slot to a notice that the law requires. */
export interface GivenWay {
  readonly shard: number;
  readonly attemptId: string;
  /** Made in this batch: nobody else can have claimed it. */
  readonly isNew: boolean;
}

export interface VisitOfRun {
  readonly shard: number;
  readonly runId: string;
  readonly nodeId: string;
  readonly visit: number;
}

export interface NewTask extends Partial<VisitOfRun> {
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly task: Omit<TaskRequest, "kind"> & { readonly kind: string };
}

export interface NewLink extends VisitOfRun {
  readonly id: string;
  readonly debtorId: string;
  readonly accountIds: readonly string[];
  readonly link: LinkRequest;
}

/** What a step asks another system. */
export interface NewCall extends VisitOfRun {
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly call: CallRequest;
}

export interface FieldChange {
  readonly debtorId: string;
  readonly accountId: string;
  readonly change: Change;
}

/** A share of a split that an account was given. */
export interface SplitDraw {
  readonly versionId: string;
  readonly nodeId: string;
  readonly debtorId: string;
  readonly accountId: string;
  readonly arm: string;
  readonly isHoldOut: boolean;
}

export interface Count {
  readonly versionId: string;
  readonly nodeId: string;
  readonly metric: string;
  /** The exit that was taken or the rule that refused; "" for the others. */
  readonly exit: string;
}

/** All that one debtor's runs decided in a batch: saved whole, or not at all (I3). */
export interface DebtorChanges {
  readonly debtorId: string;
  readonly shard: number;
  /** The epoch of the facts that it was decided on. */
  readonly epoch: number;
  readonly runs: RunChange[];
  readonly attempts: NewAttempt[];
  readonly visits: AttemptVisit[];
  readonly growths: AttemptGrowth[];
  readonly withdrawals: VisitOfRun[];
  readonly steps: JudgedStep[];
  readonly givenWay: GivenWay[];
  readonly tasks: NewTask[];
  readonly links: NewLink[];
  readonly calls: NewCall[];
  readonly fields: FieldChange[];
  readonly endedRuns: VisitlessRun[];
  readonly counts: Count[];
  readonly draws: SplitDraw[];
  readonly readEvents: { readonly shard: number; readonly id: string }[];
}

export interface VisitlessRun {
  readonly shard: number;
  readonly runId: string;
}

export function noChanges(debtor: {
  readonly debtorId: string;
  readonly shard: number;
  readonly epoch: number;
}): DebtorChanges {
  return {
    ...debtor,
    runs: [],
    attempts: [],
    visits: [],
    growths: [],
    withdrawals: [],
    steps: [],
    givenWay: [],
    tasks: [],
    links: [],
    calls: [],
    fields: [],
    endedRuns: [],
    counts: [],
    draws: [],
    readEvents: [],
  };
}

/** Whether the debtor's lock is needed: a legal step is judged on facts that still hold, an attempt takes a slot under the caps, and a withdrawal must not meet a claim. */
export function movesAttempts(changes: DebtorChanges): boolean {
  return plansAttempt(changes) || changes.withdrawals.length > 0 || changes.steps.length > 0;
}

/** Whether a sender has something new to do. */
export function plansAttempt({ attempts, growths }: DebtorChanges): boolean {
  return growths.length > 0 || attempts.some(({ status }) => status === "planned");
}
