import type { LocalDate } from "@fairflow/calendar";
import type { BoundRule } from "./bound-rule.ts";
import type { CaseDebt, CaseState, ContactCase } from "./contact-case.ts";
import { afterPeriod } from "./duration.ts";
import { concernsCase, isActive } from "./hold.ts";
import { countedFrom } from "./notice-rules.ts";
import type { Question } from "./question.ts";
import type { StepGate } from "./rule.ts";
import { stateOf, TIME_BARRED } from "./time-bar.ts";

type Requirement = StepGate["requires"][number];

/** A contact to collect is itself a step that some laws let begin only after a notice. */
const COLLECTION_CONTACT = "collection_contact";

/** When all that the gate requires is there. Other steps pass. */
export function stepGateAllows(bound: BoundRule<StepGate>, question: Question): number {
  if (!concernsStep(bound.rule, question.contactCase)) return question.at;
  let allowed = question.at;
  for (const requirement of bound.rule.requires) {
    allowed = Math.max(allowed, requirementMet(requirement, question));
  }
  return allowed;
}

/** Whether the case is of the gate's step. */
export function concernsStep({ step }: StepGate, contactCase: ContactCase): boolean {
  if (contactCase.step === step) return true;
  return (
    step === COLLECTION_CONTACT &&
    contactCase.channel !== undefined &&
    contactCase.purpose === "collection"
  );
}

function requirementMet(requirement: Requirement, question: Question): number {
  const { contactCase, at } = question;
  switch (requirement.kind) {
    case "state_absent":
    case "state_present": {
      const active = barringStates(requirement.state, question);
      if (requirement.kind === "state_present") {
        return active.length > 0 ? at : Number.POSITIVE_INFINITY;
      }
      return Math.max(
        at,
        ...active.map(({ until }) => until?.getTime() ?? Number.POSITIVE_INFINITY),
      );
    }
    case "in_default_for":
      return Math.max(
        ...contactCase.debts.map((debt) => defaultPasses(requirement, debt, question)),
      );
    case "notice_elapsed":
      return Math.max(
        ...contactCase.debts.map((debt) => noticePasses(requirement, debt, question).at),
      );
  }
}

/** When a debt has been in default for long enough: never, where it is not known since when. */
export function defaultPasses(
  { duration }: Extract<Requirement, { kind: "in_default_for" }>,
  { inDefaultSince }: CaseDebt,
  question: Question,
): number {
  if (inDefaultSince === undefined) return Number.POSITIVE_INFINITY;
  return afterPeriod(duration, inDefaultSince, question);
}

/** The states of a name that are active and concern the case. */
export function barringStates(name: string, question: Question): readonly CaseState[] {
  const { contactCase, oldDebts } = question;
  const computed = name === TIME_BARRED ? oldDebts.map(stateOf) : [];
  return [...contactCase.states, ...computed].filter(
    (state) =>
      state.state === name &&
      (concernsCase(state, contactCase) || !isOfDebts(state.state, question)) &&
      isActive(state, question),
  );
}

/** Whether the pack knows the state as one of single debts. Debt review, say, is of the person with all debts. */
function isOfDebts(state: string, { pack }: Question): boolean {
  const holds = pack.holds.filter(({ states }) => states.has(state));
  return holds.length > 0 && holds.every(({ rule }) => rule.scope === "debt");
}

/** Of several notices about a debt the one whose period ends first is enough. */
export function noticePasses(
  requirement: Extract<Requirement, { kind: "notice_elapsed" }>,
  debt: CaseDebt,
  question: Question,
): { readonly at: number; readonly from: Date | LocalDate | undefined } {
  let earliest: { at: number; from: Date | LocalDate | undefined } = {
    at: Number.POSITIVE_INFINITY,
    from: undefined,
  };
  for (const notice of question.contactCase.notices) {
    if (notice.noticeId !== requirement.noticeId) continue;
    if (notice.debtId !== undefined && notice.debtId !== debt.debtId) continue;
    const from = countedFrom(notice, requirement.countFrom ?? "sent", {
      rule: question.pack.notices.find(({ noticeId }) => noticeId === notice.noticeId),
      zone: question.zone,
      calendar: question.calendar,
    });
    if (from === undefined) continue;
    const at = afterPeriod(requirement.duration, from, question);
    if (at < earliest.at) earliest = { at, from };
  }
  return earliest;
}
