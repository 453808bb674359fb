import { afterPeriod } from "./duration.ts";
import type { BoundRule } from "./bound-rule.ts";
import type { CaseAttempt, CaseDebt } from "./contact-case.ts";
import { concerns, counted, counts, debtsToCount, type Counted } from "./history.ts";
import type { Question } from "./question.ts";
import type { CoolDown } from "./rule.ts";

export interface CompiledCoolDown extends BoundRule<CoolDown> {
  readonly counted: Counted;
}

export function compileCoolDown(bound: BoundRule<CoolDown>): CompiledCoolDown {
  const { trigger, exclude } = bound.rule;
  return { ...bound, counted: counted({ ...trigger, exclude }) };
}

/** When the rest after every attempt that began one is over. */
export function coolDownAllows(coolDown: CompiledCoolDown, question: Question): number {
  const { history, at, contactCase } = question;
  const { scope, duration } = coolDown.rule;
  const debts = debtsToCount(scope, contactCase);
  let allowed = at;
  for (const [index, attempt] of history.attempts.entries()) {
    if (!beginsRest(coolDown, question, { index, attempt, debts })) continue;
    allowed = Math.max(allowed, afterPeriod(duration, attempt.at, question));
  }
  return allowed;
}

/** Every rest that began before now, with its end in ms since 1970, be it over or not. */
export function restsAfter(
  coolDown: CompiledCoolDown,
  question: Question,
): readonly { readonly attempt: CaseAttempt; readonly endsAt: number }[] {
  const { history, contactCase } = question;
  const debts = debtsToCount(coolDown.rule.scope, contactCase);
  return history.attempts.flatMap((attempt, index) => {
    if (!beginsRest(coolDown, question, { index, attempt, debts })) return [];
    const began = { ...question, at: attempt.at.getTime() };
    return [{ attempt, endsAt: afterPeriod(coolDown.rule.duration, attempt.at, began) }];
  });
}

function beginsRest(
  { rule, counted: which }: CompiledCoolDown,
  { history, at, contactCase }: Question,
  one: {
    readonly index: number;
    readonly attempt: CaseAttempt;
    readonly debts: readonly CaseDebt[];
  },
): boolean {
  const { index, attempt, debts } = one;
  return (
    counts(which, history, index) &&
    debts.some((debt) => concerns(rule.scope, attempt, { debt, contactCase })) &&
    // What has not happened yet begins no rest.
    attempt.at.getTime() <= at
  );
}
