import type { LocalDate, Weekday } from "@fairflow/calendar";
import type { RuleDescription } from "../rule-of.ts";
import type { RuleId } from "../rule.ts";
import type { CaseAttempt } from "../contact-case.ts";

/** What a rule says to an attempt at one instant. */
export type Stance =
  | { readonly kind: "refuses_until"; readonly until: Date }
  /** Only an event changes its mind. */
  | { readonly kind: "refuses_until_event" }
  | { readonly kind: "warns" }
  | { readonly kind: "without_fee" }
  /** It looked at the case and does not object. */
  | { readonly kind: "allows" };

/** What a rule looked at. Instants are exact; local dates and times are those of `zone`. */
export type Fact =
  | {
      readonly kind: "hours";
      readonly zone: string;
      readonly date: LocalDate;
      readonly weekday: Weekday;
      /** `HH:MM`. */
      readonly time: string;
      readonly isHoliday: boolean;
      /** The hours of that day, `HH:MM`, the end excluded. */
      readonly open: readonly (readonly [string, string])[];
      /** When the hours begin next; `undefined` inside them, and where they never do. */
      readonly opensAt: Date | undefined;
    }
  | {
      readonly kind: "count";
      readonly zone: string;
      /** Absent where the count is about the person or the number. */
      readonly debtId: string | undefined;
      readonly count: number;
      readonly limit: number;
      /** The first and the last instant that were counted in. */
      readonly from: Date;
      readonly to: Date;
      readonly counted: readonly CaseAttempt[];
      /** When the oldest that keeps the attempt back leaves the count. */
      readonly leavesAt: Date | undefined;
    }
  | {
      readonly kind: "rest";
      readonly zone: string;
      readonly after: CaseAttempt;
      readonly endsAt: Date;
    }
  | {
      readonly kind: "state";
      readonly state: string;
      readonly since: Date | LocalDate | undefined;
      /** When it ends by itself. */
      readonly until: Date | undefined;
      readonly debtId: string | undefined;
      readonly isActive: boolean;
      /** What is missing before contact resumes. */
      readonly missing: readonly string[];
    }
  | {
      readonly kind: "age";
      readonly debtId: string;
      /** The last day from which its age is counted. */
      readonly from: LocalDate;
      /** The first day on which it is too old. */
      readonly barredOn: LocalDate;
    }
  | { readonly kind: "consent"; readonly wasLookedUp: boolean; readonly isCovered: boolean }
  | {
      readonly kind: "notice";
      readonly noticeId: string;
      readonly debtId: string;
      readonly countedFrom: Date | LocalDate | undefined;
      readonly passesAt: Date | undefined;
    }
  | {
      readonly kind: "default";
      readonly debtId: string;
      readonly since: Date | LocalDate | undefined;
      readonly passesAt: Date | undefined;
    };

/** A rule that had something to say to the case, and what. */
export interface SpokenRule {
  readonly packId: string;
  readonly packVersion: string;
  readonly ruleId: RuleId;
  readonly kind: RuleDescription["kind"];
  readonly title: string;
  readonly stance: Stance;
  readonly facts: readonly Fact[];
  /** For a collections manager: numbers, dates and local times, no codes. */
  readonly sentence: string;
}

/** What one rule says in one zone. */
export interface Testimony {
  /** ms since 1970: the instant that was asked about where it does not object, Infinity where only an event helps. */
  readonly allowedAt: number;
  readonly facts: readonly Fact[];
  readonly sentence: string;
}
