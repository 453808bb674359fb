import { dateOfEpochDay } from "@fairflow/calendar";
import type { Question } from "../question.ts";
import { ageOf, timeBarAllows, type CompiledTimeBar } from "../time-bar.ts";
import { longDate } from "../words/date-words.ts";
import { lengthWords } from "../words/duration-words.ts";
import { paragraph } from "../words/list-words.ts";
import type { Testimony } from "./spoken-rule.ts";

/** How old each debt is to the rule; nothing where no date is known. */
export function hearTimeBar(timeBar: CompiledTimeBar, question: Question): Testimony | undefined {
  const ages = question.contactCase.debts.flatMap((debt) => ageOf(timeBar, debt, question) ?? []);
  const oldest = ages.toSorted((one, other) => one.barredDay - other.barredDay)[0];
  if (oldest === undefined) return undefined;
  const isOld = question.oldDebts.some(({ rule }) => rule === timeBar.id);
  const from = longDate(dateOfEpochDay(oldest.fromDay));
  const barred = longDate(dateOfEpochDay(oldest.barredDay));
  return {
    allowedAt: timeBarAllows(timeBar, question),
    facts: ages.map(({ debtId, fromDay, barredDay }) => ({
      kind: "age",
      debtId,
      from: dateOfEpochDay(fromDay),
      barredOn: dateOfEpochDay(barredDay),
    })),
    sentence: paragraph([
      `${lengthWords(timeBar.rule.period)} are counted from ${from}, the day on which the debt fell due or was last acknowledged, paid or claimed in court`,
      isOld ? `It is time-barred since ${barred}` : `It will be time-barred on ${barred}`,
    ]),
  };
}
