import { isLocalDate } from "@fairflow/calendar";
import type { CaseDebt, CaseState } from "../contact-case.ts";
import type { TimeBar } from "../rule.ts";
import { lastCounted } from "./counted-period.ts";
import type { Moment } from "./moment.ts";
import { plusDays } from "./wall-clock.ts";

/** Words of the packs for the day on which a debt fell due. What else time may run from nobody can know from a case. */
const FELL_DUE = new Set([
  "debt_due_date",
  "debt_due",
  "cause_of_action",
  "cause_of_action_or_last_acknowledgement",
]);

/** Steps that ask a court or an officer of it for something. */
const LEGAL_STEPS = new Set([
  "commence_legal_proceedings",
  "terminate_or_enforce",
  "repossess",
  "emolument_attachment",
  "charge_for_payment",
  "diligence",
]);

/** The first day on which a debt is too old under a rule that speaks of it; undefined where no date says that. */
function barredFrom(rule: TimeBar, debt: CaseDebt, moment: Moment): string | undefined {
  if (!FELL_DUE.has(rule.runsFrom ?? "")) return undefined;
  const { debtTypes } = rule.appliesTo ?? {};
  if (debtTypes !== undefined && !debtTypes.includes(debt.debtType ?? "")) return undefined;
  // Most debts of these cases have no dates.
  const { dueOn, lastAcknowledgedOn: said, lastPaidOn: paid, claimServedOn: claimed } = debt;
  if (dueOn === undefined && said === undefined && paid === undefined && claimed === undefined) {
    return undefined;
  }
  const begins = [dueOn, ...(rule.interruptedBy ?? []).flatMap((word) => datesOf(word, debt))];
  const [last] = begins
    .flatMap((date) => date ?? [])
    .toSorted()
    .toReversed();
  if (last === undefined) return undefined;
  if (rule.period.value === 0) return last;
  const counted = lastCounted(rule.period, last, moment);
  return rule.period.opens === "on_last_day" ? counted : plusDays(counted, 1);
}

function datesOf(word: string, debt: CaseDebt): readonly (string | undefined)[] {
  switch (word) {
    case "acknowledgement":
    case "written_acknowledgement":
      return [debt.lastAcknowledgedOn];
    case "part_payment":
      return [debt.lastPaidOn];
    case "acknowledgement_or_part_payment":
      return [debt.lastAcknowledgedOn, debt.lastPaidOn];
    case "service_of_process":
    case "relevant_claim":
      return [debt.claimServedOn];
    default:
      return [];
  }
}

/** Whether nobody may collect or sue for one of the debts any more. */
export function isTooOld(rule: TimeBar, moment: Moment): boolean {
  const { channel, purpose, step, debts } = moment.contactCase;
  const collects = channel !== undefined && purpose === "collection";
  const stops = stopsCollection(rule) && collects;
  const sues = step !== undefined && LEGAL_STEPS.has(step);
  return (stops || sues) && debts.some((debt) => isBarred(rule, debt, moment));
}

/**
 * The states that debts are in by their age: to step gates every debt that is too old is time barred, to holds only one
 * that may not be collected any more.
 */
export function statesByAge(
  timeBars: readonly TimeBar[],
  moment: Moment,
): { readonly gates: readonly CaseState[]; readonly holds: readonly CaseState[] } {
  const barredBy = (rules: readonly TimeBar[]) =>
    rules.flatMap((rule) =>
      moment.contactCase.debts.flatMap((debt): CaseState[] => {
        const from = barredFrom(rule, debt, moment);
        if (from === undefined || moment.clock.date < from || !isLocalDate(from)) return [];
        return [{ state: "time_barred", since: from, debtId: debt.debtId }];
      }),
    );
  return { gates: barredBy(timeBars), holds: barredBy(timeBars.filter(stopsCollection)) };
}

function stopsCollection({ effect }: TimeBar): boolean {
  return effect === "debt_extinguished" || effect === "block_collection";
}

function isBarred(rule: TimeBar, debt: CaseDebt, moment: Moment): boolean {
  const from = barredFrom(rule, debt, moment);
  return from !== undefined && moment.clock.date >= from;
}
