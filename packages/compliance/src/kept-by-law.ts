import { dateOfEpochDay, epochDay, type LocalDate } from "@fairflow/calendar";
import type { CompiledPack } from "./compile-pack.ts";
import { dayOf, openingDay } from "./duration.ts";
import type { Retention, RuleId } from "./rule.ts";

/** The days of a debtor from which the laws count how long records are kept; undefined for what never happened. */
export interface RecordDays {
  readonly accountsEndedOn: LocalDate | undefined;
  readonly lastContactOn: LocalDate | undefined;
  readonly lastMoneyOn: LocalDate | undefined;
}

export interface RecordsQuestion extends RecordDays {
  readonly today: LocalDate;
  readonly actor: string;
  readonly debtTypes: readonly string[];
}

/** What a law wants kept about a debtor for now. */
export interface KeptRecords {
  readonly rule: RuleId;
  readonly title: string;
  /** In the words of the packs: `contact_log`, `payments`, ... */
  readonly what: readonly string[];
  /** The first day on which it need not be kept any more. */
  readonly until: LocalDate;
}

/**
 * What keeps a debtor's records from being erased today, the longest first. A rule that does not say in words known here from
 * when it counts is taken to count from the last of all that happened.
 *
 * @throws UncoveredDateError where business days leave the holiday table
 */
export function keptByLaw(
  packs: readonly CompiledPack[],
  question: RecordsQuestion,
): readonly KeptRecords[] {
  const today = dayOf(question.today);
  return packs
    .flatMap(({ retentions, calendar }) =>
      retentions.flatMap((rule) => {
        const from = countedFrom(rule, question);
        if (rule.min === undefined || from === undefined || !binds(rule, question)) return [];
        const until = openingDay(rule.min, dayOf(from), calendar);
        const { id, title, what } = rule;
        return until > today ? [{ rule: id, title, what, until: dateOfEpochDay(until) }] : [];
      }),
    )
    .toSorted((a, b) => b.until.localeCompare(a.until));
}

/** From when the packs count, in their words. */
const COUNTED_FROM: ReadonlyMap<string, keyof RecordDays> = new Map([
  ["account_end", "accountsEndedOn"],
  ["agreement_end", "accountsEndedOn"],
  ["last_collection_activity", "lastContactOn"],
  ["transaction", "lastMoneyOn"],
]);

function countedFrom({ from }: Retention, days: RecordDays): LocalDate | undefined {
  // What counsel still has to verify about it stands in brackets behind it.
  const known = COUNTED_FROM.get(from?.split(" ")[0] ?? "");
  if (known !== undefined) return days[known];
  const { accountsEndedOn, lastContactOn, lastMoneyOn } = days;
  return [accountsEndedOn, lastContactOn, lastMoneyOn]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

function binds(rule: Retention, { today, actor, debtTypes }: RecordsQuestion): boolean {
  const { effective } = rule;
  const { actors, debtTypes: types } = rule.appliesTo ?? {};
  const day = epochDay(today);
  return (
    (effective === undefined ||
      (epochDay(effective.from) <= day && !(effective.to && epochDay(effective.to) <= day))) &&
    (actors?.some((each) => each === actor) ?? true) &&
    (types === undefined || types.some((type) => debtTypes.includes(type)))
  );
}
