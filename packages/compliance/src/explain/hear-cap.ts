import { dateOfEpochDay, epochDayAt, instantOfWallTime } from "@fairflow/calendar";
import type { CaseAttempt, CaseDebt } from "../contact-case.ts";
import {
  capAllowsDebt,
  countedForDebt,
  firstDayOfWindow,
  type CompiledCap,
} from "../frequency-cap.ts";
import { debtsToCount, localDays } from "../history.ts";
import type { Question } from "../question.ts";
import type { FrequencyCap } from "../rule.ts";
import { dayAndDate, longDate, momentWords } from "../words/date-words.ts";
import { allOf, counted as howMany, paragraph, sentenceCase } from "../words/list-words.ts";
import { CHANNEL_WORDS } from "../words/vocabulary-words.ts";
import type { Fact, Testimony } from "./spoken-rule.ts";

const HOUR_MS = 3_600_000;

type Count = Extract<Fact, { kind: "count" }>;

const SCOPES = {
  debt: "about this debt",
  account: "about this account",
  consumer: "to this debtor",
  consumer_per_creditor: "to this debtor for this creditor",
  phone_number: "to this number",
} as const satisfies Record<FrequencyCap["scope"], string>;

/** How many there were in the window that ends now, debt by debt. */
export function hearCap(cap: CompiledCap, question: Question): Testimony {
  const { scope } = cap.rule;
  const counts = debtsToCount(scope, question.contactCase).map((debt) => ({
    allowedAt: capAllowsDebt(cap, question, debt),
    fact: countOf(cap, question, debt),
  }));
  const allowedAt = Math.max(question.at, ...counts.map((one) => one.allowedAt));
  // Of several debts the one that waits longest speaks for all.
  const telling = counts.find((one) => one.allowedAt === allowedAt) ?? counts[0];
  return {
    allowedAt,
    facts: counts.map(({ fact }) => fact),
    sentence: telling === undefined ? "" : sentenceOf(cap, question, telling),
  };
}

function countOf(cap: CompiledCap, question: Question, debt: CaseDebt): Count {
  const { history, zone, at } = question;
  const { limit, scope } = cap.rule;
  const { from, isInside } = windowNow(cap, question);
  const inside = countedForDebt(cap, question, debt)
    .filter(isInside)
    .flatMap((index) => history.attempts[index] ?? [])
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const allowedAt = capAllowsDebt(cap, question, debt);
  return {
    kind: "count",
    zone: zone.name,
    debtId: scope === "debt" || scope === "account" ? debt.debtId : undefined,
    count: inside.length,
    limit,
    from: new Date(from),
    to: new Date(at),
    counted: inside,
    leavesAt:
      allowedAt > at && allowedAt !== Number.POSITIVE_INFINITY ? new Date(allowedAt) : undefined,
  };
}

/** The part of the window that lies before now, and which attempts fall into it. */
function windowNow({ rule }: CompiledCap, { history, zone, at, day }: Question) {
  if (rule.window.kind === "rolling_hours") {
    const from = at - rule.window.length * HOUR_MS;
    const isInside = (index: number) => {
      const instant = history.at[index] ?? Number.NaN;
      return instant > from && instant <= at;
    };
    return { from, isInside };
  }
  const firstDay = firstDayOfWindow(rule.window, day);
  const days = localDays(history, zone);
  return {
    from: instantOfWallTime(zone, firstDay, 0),
    isInside: (index: number) => {
      const one = days[index] ?? Number.NaN;
      return one >= firstDay && one <= day;
    },
  };
}

function sentenceOf(
  { rule }: CompiledCap,
  question: Question,
  { allowedAt, fact }: { readonly allowedAt: number; readonly fact: Count },
): string {
  const { zone, at } = question;
  const isPending = ({ outcome }: CaseAttempt) => outcome === "planned" || outcome === "in_doubt";
  const pending = fact.counted.filter(isPending).length;
  const what = `${namesOf(fact.counted, rule)} ${SCOPES[rule.scope]} ${whenWords(rule, question)}`;
  return paragraph([
    sentenceCase(`${what}; the limit is ${fact.limit}`),
    pendingWords(pending, fact.count),
    leavingWords(),
  ]);

  function leavingWords(): string | undefined {
    if (allowedAt <= at || rule.effectOnExceed === "allow_no_fee") return undefined;
    if (allowedAt === Number.POSITIVE_INFINITY) return "None is allowed at all";
    const leaving = fact.count - fact.limit + 1;
    const who = leaving === 1 ? "The oldest leaves" : `The oldest ${leaving} have left`;
    const leavesAt = new Date(allowedAt);
    const when =
      rule.window.kind === "rolling_hours"
        ? momentWords(zone, leavesAt)
        : dayAndDate(dateOfEpochDay(epochDayAt(zone, allowedAt)));
    return `${who} ${leaving === 1 ? "on" : "by"} ${when}`;
  }
}

function pendingWords(pending: number, count: number): string | undefined {
  if (pending === 0) return undefined;
  if (pending < count)
    return `${pending} of them ${pending === 1 ? "is" : "are"} planned or in doubt`;
  return count === 1 ? "It is planned or in doubt" : "All of them are planned or in doubt";
}

function whenWords({ window }: FrequencyCap, { day }: Question): string {
  const first = dateOfEpochDay(firstDayOfWindow(window, day));
  switch (window.kind) {
    case "rolling_hours":
      return `in the last ${howMany(window.length, ["hour", "hours"])}`;
    case "rolling_calendar_days":
      return window.length === 1
        ? "today"
        : `in the last ${window.length} days (since ${longDate(first)})`;
    case "calendar_week":
      return `in the ${window.length === 1 ? "week" : `${window.length} weeks`} since ${dayAndDate(first)}`;
    case "calendar_month":
      return `in the ${window.length === 1 ? "month" : `${window.length} months`} since ${longDate(first)}`;
  }
}

/** `7 calls`, `2 calls and 1 SMS`, `no SMS or emails`. */
function namesOf(attempts: readonly CaseAttempt[], rule: FrequencyCap): string {
  const channels = rule.count.channels.filter((channel) =>
    attempts.some((attempt) => attempt.channel === channel),
  );
  if (channels.length === 0) return "no counted contact";
  return allOf(
    channels.map((channel) =>
      howMany(
        attempts.filter((attempt) => attempt.channel === channel).length,
        CHANNEL_WORDS[channel],
      ),
    ),
  );
}
