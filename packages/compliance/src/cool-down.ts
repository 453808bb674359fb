import { afterPeriod } from "./duration.ts";
import type { BoundRule } from "./bound-rule.ts";
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
    if (!counts(coolDown.counted, history, index)) continue;
    if (!debts.some((debt) => concerns(scope, attempt, { debt, contactCase }))) continue;
    // What has not happened yet begins no rest.
    if (attempt.at.getTime() > at) continue;
    allowed = Math.max(allowed, afterPeriod(duration, attempt.at, question));
  }
  return allowed;
}
