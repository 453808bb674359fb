import type { BusinessCalendar, Zone } from "@fairflow/calendar";
import type { CompiledPack, ContactCase } from "@fairflow/compliance";
import type { FactValues } from "@fairflow/criteria";
import type { MessageChannel } from "@fairflow/interpreter";
import type { Owed } from "./owed.ts";

/**
 * Somebody whom a test run takes through a flow, as known when it starts: made up, or a debtor. What becomes of them in virtual
 * time is kept apart, in a `TestLife`, so that one person can be taken through many times.
 */
export interface TestPerson {
  /** Whose share a split draws. */
  readonly key: string;
  readonly zone: Zone;
  /** As they read them, the best first. */
  readonly languages: readonly string[];
  readonly names: { readonly first: string | null; readonly full: string | null };
  /** At least one; of a debtor all that are not closed. */
  readonly accounts: readonly TestAccount[];
  /** On which channels there is an address that may be used. */
  readonly channels: ReadonlySet<MessageChannel>;
  /** Attempts that left before the start, oldest first; days since 1970-01-01. */
  readonly attempts: readonly { readonly day: number; readonly channel: string }[];
  readonly lastContactDay: number | null;
  readonly holds: readonly TestHold[];
  /** A pay link that works already. */
  readonly linkUrl: string | null;
  /** What the gate is told of an attempt, or of a legal step without a channel, as far as it was known at the start. */
  readonly caseOf: (asked: CaseAsked, nowMs: number) => ContactCase;
}

export interface CaseAsked {
  readonly channel: MessageChannel | null;
  readonly purpose: string;
  readonly step: string | undefined;
  /** Ids of the accounts that it speaks of. */
  readonly accounts: readonly string[];
}

export interface TestAccount {
  readonly id: string;
  readonly currency: string;
  readonly portfolioId: string;
  readonly owed: Owed;
  /** Facts by field id as they are at the start; those that time changes are worked out anew. */
  readonly values: FactValues;
  /** Facts that stay as they are said to be. */
  readonly fixed: FactValues;
  readonly packs: readonly CompiledPack[];
  readonly calendar: BusinessCalendar;
  readonly spoken: SpokenAccount;
}

/** What messages say of an account. */
export interface SpokenAccount {
  readonly reference: string;
  readonly client: string;
  readonly portfolio: string;
  readonly brand: string;
  readonly languages: readonly string[];
  /** Interest and charges exceed what the law allows: no amount of it is said. */
  readonly isWithheld: boolean;
}

export interface TestHold {
  readonly state: string;
  /** Null: all of the debtor's. */
  readonly accountId: string | null;
  readonly untilMs: number | null;
  /** Whether runs stand still under it; others keep only attempts back. */
  readonly holdsRuns: boolean;
}
