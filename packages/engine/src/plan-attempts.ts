import { permissionOf } from "@fairflow/compliance";
import type { Judge } from "@fairflow/interpreter";
import type { DebtorChanges, JudgedStep } from "./batch-changes.ts";
import type { StoredRun } from "./claim-runs.ts";
import type { ContactFacts } from "./debtor-facts.ts";
import type { DebtorBatch, Deciding } from "./deciding.ts";
import { localDay } from "./gate.ts";
import { judgeAttempt, type Asking, type Judged } from "./judge-attempt.ts";
import type { LoadedVersion } from "./loaded-version.ts";
import { countRefusal, noteJudged } from "./note-judged.ts";
import { judgeLeave } from "./notices/judge-leave.ts";
import { plannedSlots } from "./planned-slots.ts";

/** How long a visit waits before it looks again what became of its earlier attempt: it gets no second one (I6). */
const UNDER_WAY_MS = 15 * 60_000;
const UNDER_WAY: readonly string[] = ["engine.attempt-under-way"];

/** The answer to such an attempt will come; the run stands at its node until then, however long. */
const AWAITS_ANSWER: ReadonlySet<string> = new Set(["dispatching", "in_doubt"]);

export interface RunJudge {
  readonly ask: Judge;
  /** Writes down what was judged, once the run's advance has succeeded. */
  readonly settle: (changes: DebtorChanges) => void;
}

export interface Planning {
  readonly judgeFor: (stored: StoredRun, version: LoadedVersion) => RunJudge;
  /** What the gate is told beside the debtor's own facts; null, and it was asked without them, where they were not read. */
  readonly contacts: (version: LoadedVersion, stored: StoredRun) => ContactFacts | null;
  /** Whether it was asked without the facts to answer: nothing of what was decided may then be used. */
  readonly wasBlind: () => boolean;
}

export function visitKey(runId: string, nodeId: string, visit: number): string {
  return `${runId} ${nodeId} ${visit}`;
}

/**
 * Plans one debtor's attempts in a batch: each is judged with those before it counted, and one that is for the same
 * portfolio, purpose, channel and local day as a planned one joins it, with one verdict that covers every account.
 */
export function planAttempts(
  deciding: Deciding,
  { facts, contacts, visitsUnderWay }: DebtorBatch,
): Planning {
  if (contacts === null) return blindPlanning();
  const { terms, nowMs } = deciding;
  const today = localDay(terms, facts.zone, nowMs);
  const slots = plannedSlots(contacts, today);
  const asking: Asking = { deciding, facts, contacts, slots };

  const judgeFor = (stored: StoredRun, version: LoadedVersion): RunJudge => {
    const judged: Judged[] = [];
    const leaves: JudgedStep[] = [];
    return {
      ask: (effect) => {
        if (effect.kind === "ask-leave") {
          const leave = judgeLeave(
            deciding,
            { debtor: facts, contacts: slots.contacts(), stored },
            effect,
          );
          leaves.push(leave);
          return permissionOf(leave.judgement.verdict);
        }
        const underWay = visitsUnderWay.get(visitKey(stored.id, effect.node, effect.visit));
        if (underWay !== undefined && AWAITS_ANSWER.has(underWay)) return { kind: "allowed" };
        if (underWay !== undefined) {
          return { kind: "deferred", untilMs: nowMs + UNDER_WAY_MS, rules: UNDER_WAY };
        }
        const one = judgeAttempt(asking, stored, effect);
        judged.push(one);
        return permissionOf(one.judgement.verdict);
      },
      settle: (changes) => {
        for (const one of judged) noteJudged(asking, { stored, version, changes, today }, one);
        for (const leave of leaves) countRefusal(changes, leave);
        changes.steps.push(...leaves);
      },
    };
  };

  return { judgeFor, contacts: () => contacts, wasBlind: () => false };
}

/** Finds out whether the gate is asked at all: half of the runs that are due plan nothing. */
function blindPlanning(): Planning {
  let asked = false;
  return {
    judgeFor: (stored, version) => ({
      ask: () => {
        asked = true;
        version.asksFrom.add(stored.nodeId);
        return { kind: "allowed" };
      },
      settle: () => undefined,
    }),
    contacts: (version, stored) => {
      asked = true;
      version.asksFrom.add(stored.nodeId);
      return null;
    },
    wasBlind: () => asked,
  };
}
