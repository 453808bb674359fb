import type { CoolDown, FrequencyCap } from "../rule.ts";
import { anyChannelWords, channelsWords, forPurposes } from "./applies-words.ts";
import { periodWords } from "./duration-words.ts";
import { WEEKDAY_WORDS } from "./date-words.ts";
import { allOf, anyOf, counted, paragraph } from "./list-words.ts";
import { EXCLUSION_WORDS, OUTCOME_WORDS } from "./vocabulary-words.ts";

const SCOPES = {
  debt: "about one debt",
  account: "about one account",
  consumer: "to one debtor",
  consumer_per_creditor: "to one debtor for one creditor",
  phone_number: "to one number",
} as const satisfies Record<FrequencyCap["scope"], string>;

const DIRECTIONS = {
  outbound: "made by us",
  inbound: "made by the debtor",
  both: "by either side",
} as const satisfies Record<FrequencyCap["count"]["direction"], string>;

/** How many, in what window, and what one more means. */
export function capSentence(rule: FrequencyCap): string {
  const { count, limit, scope, appliesTo } = rule;
  const one = appliesTo?.channels === undefined ? "one more" : "one more of these";
  return paragraph([
    `At most ${limit} ${anyChannelWords(count.channels)} ${SCOPES[scope]} in ${capWindowWords(rule.window)}`,
    `${one}${forPurposes(appliesTo)} ${exceedWords(rule)}`,
    `Counted are ${allOf(count.outcomes.map((outcome) => OUTCOME_WORDS[outcome]))} ${DIRECTIONS[count.direction]}, and all that is planned or in doubt`,
    exclusionsWords(count.exclude),
  ]);
}

/** `any 7 days in a row`. */
function capWindowWords({ kind, length, weekStart }: FrequencyCap["window"]): string {
  switch (kind) {
    case "rolling_calendar_days":
      return length === 1 ? "one day" : `any ${length} days in a row`;
    case "rolling_hours":
      return `any ${counted(length, ["hour", "hours"])}`;
    case "calendar_week": {
      const begins = `beginning on ${WEEKDAY_WORDS[weekStart ?? "mon"]}`;
      return length === 1 ? `one week ${begins}` : `${length} weeks ${begins}`;
    }
    case "calendar_month":
      return length === 1 ? "one calendar month" : `${length} calendar months`;
  }
}

/** The rest after a contact. */
export function coolDownSentence(rule: CoolDown): string {
  const { trigger, duration, scope, appliesTo } = rule;
  const outcomes = anyOf(trigger.outcomes.map((outcome) => OUTCOME_WORDS[outcome]));
  const channels = anyChannelWords(trigger.channels);
  return paragraph([
    `After ${outcomes} (${channels}, ${DIRECTIONS[trigger.direction]}), ${channelsWords(appliesTo?.channels)}${forPurposes(appliesTo)} ${SCOPES[scope]} ${rule.severity === "block" ? "wait" : "carry a warning"} for ${periodWords(duration)}`,
    exclusionsWords(rule.exclude),
  ]);
}

function exceedWords(rule: FrequencyCap): string {
  if (rule.effectOnExceed === "allow_no_fee") return "may go, but no fee may be charged for it";
  if (rule.severity === "block" && rule.effectOnExceed !== "warn") {
    return "waits until enough of them have left that time";
  }
  return rule.severity === "info" && rule.effectOnExceed === undefined
    ? "may go"
    : "may go, with a warning";
}

function exclusionsWords(exclude: FrequencyCap["count"]["exclude"]): string | undefined {
  if (exclude === undefined || exclude.length === 0) return undefined;
  return `Not counted: ${allOf(exclude.map((one) => EXCLUSION_WORDS[one]))}`;
}
