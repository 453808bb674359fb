import type { BoundRule } from "../bound-rule.ts";
import type { Question } from "../question.ts";
import type { StepGate } from "../rule.ts";
import {
  barringStates,
  concernsStep,
  defaultPasses,
  noticePasses,
  stepGateAllows,
} from "../step-gate.ts";
import { longDateOf, momentWords } from "../words/date-words.ts";
import { lengthWords } from "../words/duration-words.ts";
import { paragraph } from "../words/list-words.ts";
import { stateClause, termWords } from "../words/term-words.ts";
import type { Fact, Testimony } from "./spoken-rule.ts";

type Requirement = StepGate["requires"][number];
interface Heard {
  readonly fact: Fact;
  readonly sentence: string;
}

/** What the step waits for, one thing after another; nothing where the case is not of this step. */
export function hearStepGate(
  bound: BoundRule<StepGate>,
  question: Question,
): Testimony | undefined {
  if (!concernsStep(bound.rule, question.contactCase)) return undefined;
  const heard = bound.rule.requires.flatMap((requirement) => hear(requirement, question));
  return {
    allowedAt: stepGateAllows(bound, question),
    facts: heard.map(({ fact }) => fact),
    sentence: paragraph([...new Set(heard.map(({ sentence }) => sentence))]),
  };
}

function hear(requirement: Requirement, question: Question): readonly Heard[] {
  switch (requirement.kind) {
    case "notice_elapsed":
      return question.contactCase.debts.map((debt) => {
        const { from, at } = noticePasses(requirement, debt, question);
        const notice = termWords(requirement.noticeId);
        const length = lengthWords(requirement.duration);
        return {
          fact: {
            kind: "notice" as const,
            noticeId: requirement.noticeId,
            debtId: debt.debtId,
            countedFrom: from,
            passesAt: passing(at),
          },
          sentence:
            from === undefined
              ? `There is no date from which the ${length} after ${notice} could be counted`
              : `The ${length} after ${notice} are counted from ${longDateOf(question.zone, from)} and ${passWords(at, question)}`,
        };
      });
    case "in_default_for":
      return question.contactCase.debts.map((debt) => {
        const at = defaultPasses(requirement, debt, question);
        const since = debt.inDefaultSince;
        const length = lengthWords(requirement.duration);
        return {
          fact: { kind: "default" as const, debtId: debt.debtId, since, passesAt: passing(at) },
          sentence:
            since === undefined
              ? `It is not known since when the debt is in default, which must be for ${length}`
              : `The debt is in default since ${longDateOf(question.zone, since)}; the ${length} ${passWords(at, question)}`,
        };
      });
    case "state_absent":
    case "state_present": {
      const active = barringStates(requirement.state, question);
      const clause = stateClause(requirement.state);
      const wanted = requirement.kind === "state_present";
      if (active.length === 0) {
        const fact = stateFact(requirement.state, undefined, false);
        return [
          {
            fact,
            sentence: `It is not on record that ${clause}${wanted ? ", which it must be" : ""}`,
          },
        ];
      }
      return active.map((state) => ({
        fact: stateFact(requirement.state, state, true),
        sentence: `It is on record that ${clause}${wanted ? "" : ", and must no longer be"}`,
      }));
    }
  }
}

function stateFact(
  state: string,
  known:
    | {
        readonly since?: Date | `${string}-${string}-${string}` | undefined;
        readonly until?: Date | undefined;
        readonly debtId?: string | undefined;
      }
    | undefined,
  isActive: boolean,
): Fact {
  return {
    kind: "state",
    state,
    since: known?.since,
    until: known?.until,
    debtId: known?.debtId,
    isActive,
    missing: [],
  };
}

function passWords(at: number, { zone, at: now }: Question): string {
  if (at <= now) return "have passed";
  return `will have passed on ${momentWords(zone, new Date(at))}`;
}

function passing(at: number): Date | undefined {
  return Number.isFinite(at) ? new Date(at) : undefined;
}
