import type { BoundRule } from "./bound-rule.ts";
import type { CaseDebt } from "./contact-case.ts";
import { afterPeriod } from "./duration.ts";
import { concernsCase, isActive } from "./hold.ts";
import { countedFrom } from "./notice-rules.ts";
import type { Question } from "./question.ts";
import type { StepGate } from "./rule.ts";

type Requirement = StepGate["requires"][number];

/** A contact to collect is itself a step that some laws let begin only after a notice. */
const COLLECTION_CONTACT = "collection_contact";

/** When all that the gate requires is there. Other steps pass. */
export function stepGateAllows(bound: BoundRule<StepGate>, question: Question): number {
  const { contactCase, at } = question;
  const { step, requires } = bound.rule;
  const isCollectionContact =
    step === COLLECTION_CONTACT &&
    contactCase.channel !== undefined &&
    contactCase.purpose === "collection";
  if (contactCase.step !== step && !isCollectionContact) return at;
  let allowed = at;
  for (const requirement of requires) {
    allowed = Math.max(allowed, requirementMet(requirement, question));
  }
  return allowed;
}

function requirementMet(requirement: Requirement, question: Question): number {
  const { contactCase, at } = question;
  switch (requirement.kind) {
    case "state_absent":
    case "state_present": {
      const active = contactCase.states.filter(
        (state) =>
          state.state === requirement.state &&
          (concernsCase(state, contactCase) || !isOfDebts(state.state, question)) &&
          isActive(state, question),
      );
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
        ...contactCase.debts.map(({ inDefaultSince }) =>
          inDefaultSince === undefined
            ? Number.POSITIVE_INFINITY
            : afterPeriod(requirement.duration, inDefaultSince, question),
        ),
      );
    case "notice_elapsed":
      return Math.max(
        ...contactCase.debts.map((debt) => noticeElapsed(requirement, debt, question)),
      );
  }
}

/** Whether the pack knows the state as one of single debts. Debt review, say, is of the person with all debts. */
function isOfDebts(state: string, { pack }: Question): boolean {
  const holds = pack.holds.filter(({ states }) => states.has(state));
  return holds.length > 0 && holds.every(({ rule }) => rule.scope === "debt");
}

/** Of several notices about a debt the one whose period ends first is enough. */
function noticeElapsed(
  requirement: Extract<Requirement, { kind: "notice_elapsed" }>,
  debt: CaseDebt,
  question: Question,
): number {
  let elapsed = Number.POSITIVE_INFINITY;
  for (const notice of question.contactCase.notices) {
    if (notice.noticeId !== requirement.noticeId) continue;
    if (notice.debtId !== undefined && notice.debtId !== debt.debtId) continue;
    const from = countedFrom(notice, requirement.countFrom ?? "sent", {
      rule: question.pack.notices.find(({ noticeId }) => noticeId === notice.noticeId),
      zone: question.zone,
      calendar: question.calendar,
    });
    if (from === undefined) continue;
    elapsed = Math.min(elapsed, afterPeriod(requirement.duration, from, question));
  }
  return elapsed;
}
