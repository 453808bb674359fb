import { dateOfEpochDay, epochDay, type LocalDate, type Zone } from "@fairflow/calendar";
import type { CompiledPack } from "./compile-pack.ts";
import { lastDayOf, localDayOf } from "./duration.ts";
import type { PackCalendar } from "./holiday-tables.ts";
import type { Duration, NoticeRule, RuleId, StepGate } from "./rule.ts";

type NoticeElapsed = Extract<StepGate["requires"][number], { readonly kind: "notice_elapsed" }>;

/** The event from which the days of a notice are counted. */
export type CountFrom = NonNullable<NoticeElapsed["countFrom"]>;

/** What is known of one notice. A date counts from its first instant. */
export interface NoticeDates {
  readonly sent?: Date | LocalDate | undefined;
  readonly delivered?: Date | LocalDate | undefined;
  readonly served?: Date | LocalDate | undefined;
}

/** A rule that says when the days of a notice have passed. Without a duration they have as soon as they begin. */
export interface CountingRule {
  readonly id: RuleId;
  readonly from: CountFrom;
  readonly duration: Duration | undefined;
  /** In force on epoch days from `fromDay` to before `toDay`. */
  readonly fromDay: number;
  readonly toDay: number;
}

/** The rules of one pack that may speak of notices. */
export interface NoticeLaw {
  readonly stepGates: readonly StepGate[];
  readonly notices: readonly NoticeRule[];
}

/** Without the gates that are switched off. */
export function noticeLawOf({ stepGates, notices }: CompiledPack): NoticeLaw {
  return { stepGates: stepGates.map(({ rule }) => rule), notices };
}

/** The step gates that wait for a notice, or the notice's own rule where none does; none if the pack lacks it. */
export function countingRules(law: NoticeLaw, noticeId: string): readonly CountingRule[] {
  const gates = law.stepGates.flatMap((gate) =>
    requirementsOf(gate, noticeId).map(({ countFrom = "sent", duration }) => ({
      ...inForce(gate),
      from: countFrom,
      duration,
    })),
  );
  if (gates.length > 0) return gates;
  return law.notices
    .filter((rule) => rule.noticeId === noticeId)
    .map((rule) => ({
      ...inForce(rule),
      from: ownCountFrom(rule),
      duration: rule.responsePeriod,
    }));
}

/** What has to be known of a notice for its days to run, as all rules count that know it: the most that any asks. */
export function proofNeeded(
  laws: readonly NoticeLaw[],
  noticeId: string,
): Exclude<CountFrom, "assumed_receipt"> | undefined {
  const needs = new Set(
    laws.flatMap((law) => countingRules(law, noticeId).map(({ from }) => needed(from))),
  );
  return (["served", "delivered", "sent"] as const).find((proof) => needs.has(proof));
}

export function needed(from: CountFrom): Exclude<CountFrom, "assumed_receipt"> {
  return from === "assumed_receipt" ? "sent" : from;
}

/** The event that the days are counted from, if it is known. */
export function countedFrom(
  dates: NoticeDates,
  from: CountFrom,
  of: {
    readonly rule: NoticeRule | undefined;
    readonly zone: Zone;
    readonly calendar: PackCalendar;
  },
): Date | LocalDate | undefined {
  if (from !== "assumed_receipt") return dates[from];
  if (dates.sent === undefined || of.rule?.assumedReceipt === undefined) return undefined;
  const sentOn = localDayOf(dates.sent, of.zone);
  return dateOfEpochDay(lastDayOf(of.rule.assumedReceipt, sentOn, of.calendar));
}

function requirementsOf(
  { requires }: Pick<StepGate, "requires">,
  noticeId: string,
): readonly NoticeElapsed[] {
  return requires.filter(
    (requirement): requirement is NoticeElapsed =>
      requirement.kind === "notice_elapsed" && requirement.noticeId === noticeId,
  );
}

/** Where proof of delivery is asked for, no day is counted before it. */
function ownCountFrom(rule: NoticeRule): CountFrom {
  if (rule.assumedReceipt !== undefined) return "assumed_receipt";
  return rule.proofRequired === undefined || rule.proofRequired.length === 0 ? "sent" : "delivered";
}

function inForce({ id, effective }: Pick<StepGate, "id" | "effective">) {
  return {
    id,
    fromDay: effective ? epochDay(effective.from) : Number.NEGATIVE_INFINITY,
    toDay: effective?.to ? epochDay(effective.to) : Number.POSITIVE_INFINITY,
  };
}
