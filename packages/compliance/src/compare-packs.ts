import type { RulePack } from "./rule-pack.ts";
import type { RuleId } from "./rule.ts";
import { longDate, WEEKDAY_WORDS } from "./words/date-words.ts";
import { allOf } from "./words/list-words.ts";
import { datesWords, rulesInWords, type RuleInWords } from "./words/rule-in-words.ts";
import { SOURCE_WORDS } from "./choose-zones.ts";
import { rulesOf } from "./rule-of.ts";

/** One thing that a pack or a rule says otherwise than before, in words; empty where it said nothing. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export type RuleChange =
  | { readonly kind: "added"; readonly rule: RuleInWords }
  | { readonly kind: "removed"; readonly rule: RuleInWords }
  | {
      readonly kind: "changed";
      readonly rule: RuleInWords;
      readonly fields: readonly FieldChange[];
    };

/** Two versions of a pack side by side. */
export interface PackComparison {
  /** What is said of the pack as a whole. */
  readonly pack: readonly FieldChange[];
  /** By the order of the newer version, removed rules last. */
  readonly rules: readonly RuleChange[];
}

export function comparePacks(before: RulePack, after: RulePack): PackComparison {
  const old = new Map(rulesInWords(before).map((rule) => [rule.ruleId, rule]));
  const fresh = rulesInWords(after);
  const kept = new Set(fresh.map(({ ruleId }) => ruleId));
  const oldData = dataOf(before);
  const freshData = dataOf(after);
  const rules = fresh.flatMap((rule): readonly RuleChange[] => {
    const was = old.get(rule.ruleId);
    if (was === undefined) return [{ kind: "added", rule }];
    const fields = changed(ruleFields(was), ruleFields(rule));
    const isSame = oldData.get(rule.ruleId) === freshData.get(rule.ruleId);
    if (fields.length === 0 && isSame) return [];
    return [{ kind: "changed", rule, fields: fields.length > 0 ? fields : [UNSEEN] }];
  });
  const removed = [...old.values()].filter(({ ruleId }) => !kept.has(ruleId));
  return {
    pack: changed(packFields(before), packFields(after)),
    rules: [...rules, ...removed.map((rule) => ({ kind: "removed" as const, rule }))],
  };
}

/** A change of data that no sentence tells, such as the order of a list. */
const UNSEEN: FieldChange = {
  field: "Details",
  before: "",
  after: "Written otherwise, to the same effect",
};

function changed(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly FieldChange[] {
  return [...after].flatMap(([field, now]) => {
    const then = before.get(field) ?? "";
    return then === now ? [] : [{ field, before: then, after: now }];
  });
}

function ruleFields(rule: RuleInWords): ReadonlyMap<string, string> {
  return new Map([
    ["Kind", rule.kindWords],
    ["Title", rule.title],
    ["What the product does", rule.sentence],
    ["Whom it binds", rule.applies],
    ["In force", rule.dates],
    ["What it does to contact", rule.severity],
    ["Required or recommended", rule.profile],
    ["Who can lift it", rule.override],
    ["Stands in", rule.authority],
    ["How sure", rule.confidenceWords],
    ["Sources", rule.citations.map(citationWords).join("; ")],
    ["Contested", rule.contested ?? ""],
    ["Notes", rule.notes ?? ""],
  ]);
}

function citationWords({ cite, url, confidenceWords, note }: RuleInWords["citations"][number]) {
  return [cite, url, confidenceWords, note].filter((part) => part !== undefined).join(", ");
}

const STATUS_WORDS = {
  draft: "draft: counsel has not read it",
  active: "active",
  retired: "retired",
} as const satisfies Record<RulePack["status"], string>;

function packFields({ timezone, calendar, ...pack }: RulePack): ReadonlyMap<string, string> {
  const { country, subdivisions = [] } = pack.jurisdiction;
  return new Map([
    ["Version", pack.version],
    ["Title", pack.title ?? ""],
    ["Status", STATUS_WORDS[pack.status]],
    ["Where", [country, ...subdivisions].join(", ")],
    ["In force", datesWords(pack.effective)],
    ["Reviewed", longDate(pack.reviewedAt)],
    ["To be reviewed by", longDate(pack.reviewBy)],
    ["Disclaimer", pack.disclaimer ?? ""],
    ["Builds on", (pack.extends ?? []).join(", ")],
    [
      "Where local time is learnt from",
      allOf(timezone.resolutionOrder.map((one) => SOURCE_WORDS[one])),
    ],
    ["Where zones conflict", CONFLICT_WORDS[timezone.onConflict]],
    ["Where no zone is known", UNKNOWN_WORDS[timezone.onUnknown]],
    ["Zones of the country", (timezone.countryZones ?? []).map(spaced).join(", ")],
    ["Oldest table of time zones", timezone.minTzdata ?? ""],
    ["Calendar", [calendar.base, ...(calendar.types ?? [])].map(spaced).join(", ")],
    [
      "Calendars of places",
      Object.entries(calendar.bySubdivision ?? {})
        .map((pair) => pair.join(": "))
        .join(", "),
    ],
    ["Weekend", allOf(calendar.weekend.map((day) => WEEKDAY_WORDS[day]))],
    ["Holidays added", calendar.add.map(holidayWords).join("; ")],
    ["Holidays removed", calendar.remove.map(holidayWords).join("; ")],
  ]);
}

const CONFLICT_WORDS = {
  intersection: "the hours of all of them have to fit",
  first: "the most trusted counts",
  block: "nothing is allowed",
} as const satisfies Record<RulePack["timezone"]["onConflict"], string>;

const UNKNOWN_WORDS = {
  intersection_of_country_zones: "the hours of every zone of the country have to fit",
  block: "nothing is allowed",
} as const satisfies Record<RulePack["timezone"]["onUnknown"], string>;

function holidayWords(holiday: RulePack["calendar"]["add"][number]): string {
  const { date, name, subdivision } = holiday;
  return `${longDate(date)} ${name}${subdivision === undefined ? "" : ` (${subdivision})`}`;
}

function spaced(word: string): string {
  return word.replaceAll("_", " ");
}

/** The rules as they are written, to see what words do not show. */
function dataOf(pack: RulePack): ReadonlyMap<RuleId, string> {
  return new Map(rulesOf(pack).map(({ rule }) => [rule.id, JSON.stringify(rule)]));
}
