import { earliestOnDay, epochDayAt, type Zone } from "@fairflow/calendar";
import { calendarOf, type CompiledPack } from "./compile-pack.ts";
import { afterPeriod, instantOf } from "./duration.ts";
import {
  countedFrom,
  countingRules,
  needed,
  noticeLawOf,
  type CountFrom,
  type CountingRule,
  type NoticeDates,
} from "./notice-rules.ts";
import type { RuleId } from "./rule.ts";

/** When what a notice must precede may follow. */
export type NoticeElapse =
  | { readonly kind: "elapses"; readonly at: Date; readonly rules: readonly RuleId[] }
  /** The days do not run yet: this has to be known first. */
  | { readonly kind: "unproven"; readonly needs: Exclude<CountFrom, "assumed_receipt"> }
  /** No pack that was given has such a notice. */
  | { readonly kind: "unknown-notice" };

export interface NoticeQuestion {
  readonly noticeId: string;
  readonly dates: NoticeDates;
  /** The zones in which the days are counted, at least one; they must have passed in all. */
  readonly zones: readonly Zone[];
  readonly subdivision?: string | undefined;
}

/**
 * The instant at which the days of a notice have passed under every pack that knows it: as its step gates count them, or
 * by its own response period where none does. It is the first instant at which `permit` lets those steps through as far
 * as the notice is concerned.
 *
 * @throws UncoveredDateError where business days leave the holiday table
 */
export function noticeElapses(
  packs: readonly CompiledPack[],
  question: NoticeQuestion,
): NoticeElapse {
  const rules: RuleId[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const pack of packs) {
    for (const rule of countingRules(noticeLawOf(pack), question.noticeId)) {
      for (const zone of question.zones) {
        const elapsed = elapsedUnder(rule, pack, { ...question, zone });
        if (elapsed === "unproven") return { kind: "unproven", needs: needed(rule.from) };
        latest = Math.max(latest, elapsed);
      }
      rules.push(rule.id);
    }
  }
  if (rules.length === 0) return { kind: "unknown-notice" };
  return { kind: "elapses", at: new Date(latest), rules };
}

function elapsedUnder(
  rule: CountingRule,
  pack: CompiledPack,
  { noticeId, dates, zone, subdivision }: Omit<NoticeQuestion, "zones"> & { readonly zone: Zone },
): number | "unproven" {
  const calendar = calendarOf(pack, subdivision);
  const notice = pack.notices.find((one) => one.noticeId === noticeId);
  const from = countedFrom(dates, rule.from, { rule: notice, zone, calendar });
  if (from === undefined) return "unproven";
  const begins = instantOf(from, zone);
  if (rule.duration === undefined) return begins;
  const elapsed = afterPeriod(rule.duration, from, { at: begins, zone, calendar });
  const day = epochDayAt(zone, elapsed);
  // A rule that begins only later never refused before, and one that ends sooner refuses until then.
  if (rule.fromDay > day) return begins;
  return rule.toDay > day ? elapsed : Math.max(begins, earliestOnDay(zone, begins, rule.toDay));
}
