import { HouseRule } from "@fairflow/compliance";
import { HouseRuleInput } from "@fairflow/contract";
import type { z } from "zod";

export type Hours = readonly (readonly [from: string, to: string])[];
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
export type Week = Readonly<Record<Weekday, Hours>>;

/** The form as it is being filled in; numbers are text while one types. */
export interface HouseRuleDraft {
  readonly kind: "window" | "cap";
  readonly title: string;
  readonly portfolioId: string | null;
  readonly channels: readonly string[];
  readonly purposes: readonly string[];
  readonly from: string;
  /** Empty for good. */
  readonly until: string;
  readonly reason: string;
  readonly week: Week;
  readonly holiday: "closed" | "as_weekday" | "as_sunday";
  readonly limit: string;
  readonly days: string;
  readonly per: "consumer" | "account";
}

const OFFICE: Hours = [["08:00", "18:00"]];

/** @param today in the zone of the portfolio */
export function newHouseRule(today: string): HouseRuleDraft {
  return {
    kind: "window",
    title: "",
    portfolioId: null,
    channels: [],
    purposes: [],
    from: today,
    until: "",
    reason: "",
    week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
    holiday: "closed",
    limit: "2",
    days: "7",
    per: "consumer",
  };
}

export type HouseRuleProblems = Readonly<Record<string, string>>;

export type ReadHouseRule =
  | { readonly kind: "ready"; readonly rule: HouseRuleInput }
  | { readonly kind: "faulty"; readonly problems: HouseRuleProblems };

/** What the form says as a rule, or what is wrong with it by the name of its field; `week` for hours, `` for the whole. */
export function readHouseRule(draft: HouseRuleDraft): ReadHouseRule {
  const problems = {
    ...problemsIn(HouseRule.safeParse(asKept(draft))),
    ...missingIn(draft),
  };
  const parsed = HouseRuleInput.safeParse(asSent(draft));
  if (Object.keys(problems).length > 0) return { kind: "faulty", problems };
  if (parsed.success) return { kind: "ready", rule: parsed.data };
  return { kind: "faulty", problems: problemsIn(parsed) };
}

const MIN_TEXT = 3;

function missingIn({ title, reason, from }: HouseRuleDraft): HouseRuleProblems {
  return {
    ...(title.trim().length < MIN_TEXT ? { title: "Give the rule a name" } : {}),
    ...(reason.trim().length < MIN_TEXT ? { reason: "Say why the house wants this rule" } : {}),
    ...(from === "" ? { from: "Say from which day" } : {}),
  };
}

function asSent(draft: HouseRuleDraft) {
  const { kind, title, portfolioId, channels, purposes, from, until, reason } = draft;
  const base = {
    kind,
    title: title.trim(),
    portfolioId,
    channels,
    purposes,
    from,
    until: until === "" ? null : until,
    reason: reason.trim(),
  };
  return kind === "window"
    ? { ...base, week: draft.week, holiday: draft.holiday }
    : { ...base, limit: numberIn(draft.limit), days: numberIn(draft.days), per: draft.per };
}

/** As the gate keeps it, so that its own sentences say what is wrong. None chosen means all there. */
function asKept(draft: HouseRuleDraft) {
  const { kind, title, portfolioId, channels, purposes, from, until, reason } = draft;
  const base = {
    kind,
    id: "house.draft",
    packId: "draft",
    title,
    portfolioId,
    channels: channels.length === 0 ? ["sms"] : channels,
    ...(purposes.length === 0 ? {} : { purposes }),
    effective: { from, to: until === "" ? null : until },
    reason,
  };
  return kind === "window"
    ? { ...base, week: draft.week, holiday: draft.holiday }
    : {
        ...base,
        limit: numberIn(draft.limit),
        window: { kind: "rolling_calendar_days", length: numberIn(draft.days) },
        scope: draft.per,
      };
}

function numberIn(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Where the gate and the form call a field by different names. */
const FIELDS: Readonly<Record<string, string>> = {
  "effective.from": "from",
  "effective.to": "until",
  "window.length": "days",
  window: "days",
};

function problemsIn(result: z.ZodSafeParseResult<unknown>): HouseRuleProblems {
  if (result.success) return {};
  return Object.fromEntries(
    result.error.issues.toReversed().map(({ path, message }) => {
      const name = path[0] === "week" ? path.slice(0, 2).join(".") : path.join(".");
      return [FIELDS[name] ?? name, message];
    }),
  );
}
