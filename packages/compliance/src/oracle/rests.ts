import type { CoolDown } from "../rule.ts";
import { hasPassed } from "./counted-period.ts";
import { attemptsByScope, isLeftOut, isOfDirection } from "./earlier-attempts.ts";
import type { Moment } from "./moment.ts";

/** Whether a rest that an earlier attempt began is still on. */
export function isResting(rule: CoolDown, moment: Moment): boolean {
  const { contactCase, instant } = moment;
  const { channels, outcomes, direction } = rule.trigger;
  const triggers = contactCase.history.filter(
    (attempt) =>
      attempt.at.getTime() <= instant &&
      channels.includes(attempt.channel) &&
      outcomes.some((outcome) => outcome === attempt.outcome) &&
      isOfDirection(attempt, direction) &&
      !isLeftOut(attempt, rule.exclude ?? []),
  );
  return attemptsByScope(triggers, rule.scope, contactCase)
    .flat()
    .some(({ at }) => !hasPassed(rule.duration, at, moment));
}
