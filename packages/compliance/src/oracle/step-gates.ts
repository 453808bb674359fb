import { isLocalDate } from "@fairflow/calendar";
import type { CaseDebt } from "../contact-case.ts";
import type { StepGate } from "../rule.ts";
import { hasPassed, lastCounted, localDateOf } from "./counted-period.ts";
import { isOfCase, isOn } from "./holds.ts";
import type { Moment } from "./moment.ts";

type Requirement = StepGate["requires"][number];

/** Whether something that the step has to wait for is still missing. */
export function isBarred(rule: StepGate, moment: Moment): boolean {
  const { step, channel, purpose, debts } = moment.contactCase;
  const collects = channel !== undefined && purpose === "collection";
  const isStep = step === rule.step || (rule.step === "collection_contact" && collects);
  if (!isStep) return false;
  return rule.requires.some((requirement) => {
    switch (requirement.kind) {
      case "state_absent":
        return isInState(requirement.state, moment);
      case "state_present":
        return !isInState(requirement.state, moment);
      case "in_default_for":
        return debts.some(
          ({ inDefaultSince: since }) =>
            since === undefined || !hasPassed(requirement.duration, since, moment),
        );
      case "notice_elapsed":
        return debts.some((debt) => !hasHadNotice(requirement, debt, moment));
    }
  });
}

function hasHadNotice(
  requirement: Extract<Requirement, { kind: "notice_elapsed" }>,
  debt: CaseDebt,
  moment: Moment,
): boolean {
  return moment.contactCase.notices.some((notice) => {
    if (notice.noticeId !== requirement.noticeId) return false;
    if (notice.debtId !== undefined && notice.debtId !== debt.debtId) return false;
    const { countFrom = "sent" } = requirement;
    if (countFrom !== "assumed_receipt") {
      const from = notice[countFrom];
      return from !== undefined && hasPassed(requirement.duration, from, moment);
    }
    const assumed = (moment.pack.rules.notices ?? []).find(
      ({ noticeId }) => noticeId === notice.noticeId,
    )?.assumedReceipt;
    if (assumed === undefined || notice.sent === undefined) return false;
    const received = lastCounted(assumed, localDateOf(notice.sent, moment), moment);
    return isLocalDate(received) && hasPassed(requirement.duration, received, moment);
  });
}

/** A state of single debts bars only them; any other bars the person. */
function isInState(name: string, moment: Moment): boolean {
  const holds = (moment.pack.rules.holds ?? []).filter(({ state }) =>
    [state].flat().includes(name),
  );
  const ofDebts = holds.length > 0 && holds.every(({ scope }) => scope === "debt");
  return moment.contactCase.states.some(
    (state) => state.state === name && isOn(state, moment) && (!ofDebts || isOfCase(state, moment)),
  );
}
