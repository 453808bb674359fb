import { dateOfEpochDay } from "@fairflow/calendar";
import { applies, type BoundRule } from "./bound-rule.ts";
import type { CaseDebt, CaseState } from "./contact-case.ts";
import { dayOf, openingDay } from "./duration.ts";
import type { OldDebt, Question } from "./question.ts";
import type { TimeBar } from "./rule.ts";

/** The state under which packs speak of a debt that is too old. */
export const TIME_BARRED = "time_barred";

/** From when the packs count, in their words. All of them are the day on which the debt fell due. */
const DUE: ReadonlySet<string> = new Set([
  "debt_due_date",
  "debt_due",
  "cause_of_action",
  "cause_of_action_or_last_acknowledgement",
]);
const ACKNOWLEDGED: ReadonlySet<string> = new Set([
  "acknowledgement",
  "written_acknowledgement",
  "acknowledgement_or_part_payment",
]);
const PAID: ReadonlySet<string> = new Set(["part_payment", "acknowledgement_or_part_payment"]);
const CLAIMED: ReadonlySet<string> = new Set(["service_of_process", "relevant_claim"]);

/** What cannot be done any more with a debt that nobody can be sued for. */
const LEGAL_STEPS: ReadonlySet<string> = new Set([
  "commence_legal_proceedings",
  "terminate_or_enforce",
  "repossess",
  "emolument_attachment",
  "charge_for_payment",
  "diligence",
]);

export interface CompiledTimeBar extends BoundRule<TimeBar> {
  readonly isBegunBy: {
    readonly acknowledgement: boolean;
    readonly payment: boolean;
    readonly claim: boolean;
  };
  readonly stopsCollection: boolean;
}

/** Nothing where the pack leaves it to another law when the time begins: then only a recorded state counts. */
export function compileTimeBar(bound: BoundRule<TimeBar>): CompiledTimeBar | undefined {
  const { runsFrom, interruptedBy = [], effect } = bound.rule;
  if (runsFrom === undefined || !DUE.has(runsFrom)) return undefined;
  return {
    ...bound,
    isBegunBy: {
      acknowledgement: interruptedBy.some((event) => ACKNOWLEDGED.has(event)),
      payment: interruptedBy.some((event) => PAID.has(event)),
      claim: interruptedBy.some((event) => CLAIMED.has(event)),
    },
    stopsCollection: effect === "debt_extinguished" || effect === "block_collection",
  };
}

export function hasDates(debt: CaseDebt): boolean {
  return (
    debt.dueOn !== undefined ||
    debt.lastAcknowledgedOn !== undefined ||
    debt.lastPaidOn !== undefined ||
    debt.claimServedOn !== undefined
  );
}

/**
 * The question with the debts that are too old today. To step gates each is `time_barred` like one on record; to holds
 * only under a rule that stops collection, since a debt that nobody can be sued for may still be asked for.
 */
export function withOldDebts(question: Question, lawDay: number): Question {
  const { contactCase, pack, applicability } = question;
  const oldDebts = pack.timeBars.flatMap((timeBar) => {
    if (lawDay < timeBar.fromDay || lawDay >= timeBar.toDay) return [];
    return contactCase.debts.flatMap((debt) => {
      const debtTypes = debt.debtType === undefined ? [] : [debt.debtType];
      if (!applies(timeBar, { ...applicability, debtTypes })) return [];
      const old = ageOf(timeBar, debt, question);
      return old !== undefined && old.barredDay <= question.day ? [old] : [];
    });
  });
  if (oldDebts.length === 0) return question;
  const states = oldDebts.filter(({ stopsCollection }) => stopsCollection).map(stateOf);
  return {
    ...question,
    oldDebts,
    contactCase: { ...contactCase, states: [...contactCase.states, ...states] },
  };
}

/** What is too old, as a state that a rule can ask for. */
export function stateOf({ debtId, barredDay }: OldDebt): CaseState {
  return { state: TIME_BARRED, since: dateOfEpochDay(barredDay), debtId };
}

/** A debt that is too old stays so: only another acknowledgement, payment or claim on record changes that. */
export function timeBarAllows(timeBar: CompiledTimeBar, question: Question): number {
  const { contactCase, at, oldDebts } = question;
  if (!oldDebts.some(({ rule }) => rule === timeBar.id)) return at;
  const { channel, purpose, step } = contactCase;
  const collects = channel !== undefined && purpose === "collection";
  const isStopped =
    (timeBar.stopsCollection && collects) || (step !== undefined && LEGAL_STEPS.has(step));
  return isStopped ? Number.POSITIVE_INFINITY : at;
}

/**
 * When a debt is too old under a rule: the time runs from the day on which it fell due, or anew from the last thing that
 * interrupted it. Of an interruption only the last is known, so whether it came too late is not asked.
 */
export function ageOf(
  timeBar: CompiledTimeBar,
  debt: CaseDebt,
  { calendar }: Pick<Question, "calendar">,
): OldDebt | undefined {
  const { acknowledgement, payment, claim } = timeBar.isBegunBy;
  const begins = [
    debt.dueOn,
    acknowledgement ? debt.lastAcknowledgedOn : undefined,
    payment ? debt.lastPaidOn : undefined,
    claim ? debt.claimServedOn : undefined,
  ].flatMap((date) => (date === undefined ? [] : [dayOf(date)]));
  if (begins.length === 0) return undefined;
  const fromDay = Math.max(...begins);
  const barredDay = openingDay(timeBar.rule.period, fromDay, calendar);
  const { id: rule, stopsCollection } = timeBar;
  return { rule, debtId: debt.debtId, fromDay, barredDay, stopsCollection };
}
