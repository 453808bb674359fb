import type { Zone } from "@fairflow/calendar";
import type { Applicability } from "./bound-rule.ts";
import type { CompiledPack } from "./compile-pack.ts";
import type { ContactCase } from "./contact-case.ts";
import type { History } from "./history.ts";
import type { PackCalendar } from "./holiday-tables.ts";
import type { RuleId } from "./rule.ts";

/**
 * What a rule is asked, in one of the debtor's zones. Each kind of rule has one function that answers with the earliest
 * instant, `at` or later, at which the rule allows the attempt: `at` itself if it does not object, and Infinity if only
 * an event can change its mind. All instants are ms since 1970-01-01T00:00Z.
 */
export interface Question {
  readonly contactCase: ContactCase;
  readonly applicability: Applicability;
  readonly history: History;
  readonly pack: CompiledPack;
  readonly calendar: PackCalendar;
  readonly zone: Zone;
  readonly at: number;
  /** The local day at `at`, as days since 1970. */
  readonly day: number;
  /** The debts of the case that a time bar of the pack has run out for. */
  readonly oldDebts: readonly OldDebt[];
}

/** A debt that is too old under a rule, and since when. */
export interface OldDebt {
  readonly rule: RuleId;
  readonly debtId: string;
  /** The day from which its age is counted, as days since 1970. */
  readonly fromDay: number;
  /** The first day on which it is too old. */
  readonly barredDay: number;
  /** Whether the rule stops demands too, and not only legal steps. */
  readonly stopsCollection: boolean;
}
