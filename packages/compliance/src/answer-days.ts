import { dateOfEpochDay, epochDay, type LocalDate } from "@fairflow/calendar";
import type { CompiledPack } from "./compile-pack.ts";
import { dayOf, lastDayOf } from "./duration.ts";
import type { AnswerRule, RuleId } from "./rule.ts";

const EVERYWHERE = "ZZ";

export interface AnswerQuestion {
  readonly to: AnswerRule["to"];
  readonly cameOn: LocalDate;
  readonly actor: string;
  readonly debtType: string | undefined;
}

/** By when somebody is to be answered, by the strictest of the rules that bind. */
export interface AnswerDays {
  readonly acknowledgeBy: LocalDate | undefined;
  readonly answerBy: LocalDate | undefined;
  /** The rules that set these days, and those that say who may be asked after that. */
  readonly rules: readonly RuleId[];
  readonly refersTo: readonly string[];
}

/** @throws UncoveredDateError where business days leave the holiday table */
export function answerDays(packs: readonly CompiledPack[], question: AnswerQuestion): AnswerDays {
  // What holds everywhere is counted in the business days of the place.
  const place = packs.find(({ pack }) => pack.jurisdiction.country !== EVERYWHERE);
  const came = dayOf(question.cameOn);
  const days = packs.flatMap((pack) => {
    const { calendar } = place ?? pack;
    return (pack.pack.rules.answers ?? [])
      .filter((rule) => binds(rule, question))
      .map((rule) => {
        const { acknowledgeWithin, answerWithin } = rule;
        return {
          rule,
          answerBy: lastDayOf(answerWithin, came, calendar),
          acknowledgeBy:
            acknowledgeWithin === undefined
              ? Number.POSITIVE_INFINITY
              : lastDayOf(acknowledgeWithin, came, calendar),
        };
      });
  });
  const answerBy = Math.min(...days.map((each) => each.answerBy));
  const acknowledgeBy = Math.min(...days.map((each) => each.acknowledgeBy));
  const setting = days.filter(
    (each) =>
      each.answerBy === answerBy ||
      (each.acknowledgeBy === acknowledgeBy && Number.isFinite(acknowledgeBy)) ||
      each.rule.refersTo !== undefined,
  );
  return {
    acknowledgeBy: Number.isFinite(acknowledgeBy) ? dateOfEpochDay(acknowledgeBy) : undefined,
    answerBy: Number.isFinite(answerBy) ? dateOfEpochDay(answerBy) : undefined,
    rules: setting.map(({ rule }) => rule.id),
    refersTo: [...new Set(setting.flatMap(({ rule }) => rule.refersTo ?? []))],
  };
}

function binds(rule: AnswerRule, { to, cameOn, actor, debtType }: AnswerQuestion): boolean {
  const { actors, debtTypes } = rule.appliesTo ?? {};
  return (
    rule.to === to &&
    isInForce(rule, epochDay(cameOn)) &&
    (actors?.some((each) => each === actor) ?? true) &&
    (debtTypes === undefined || (debtType !== undefined && debtTypes.includes(debtType)))
  );
}

function isInForce({ effective }: AnswerRule, day: number): boolean {
  if (effective === undefined) return true;
  return epochDay(effective.from) <= day && !(effective.to && epochDay(effective.to) <= day);
}
