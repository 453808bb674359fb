import type { NoticeDates } from "@fairflow/compliance";

/** What a batch knows of one debtor, read as sets; ids and numbers only. */
export interface DebtorFacts {
  readonly id: string;
  readonly shard: number;
  /** I7: grows with every fact that may change a verdict. What was read under another epoch is stale. */
  readonly epoch: number;
  readonly language: string;
  readonly zone: string;
  readonly zoneSource: string;
  readonly otherZones: readonly string[];
  readonly subdivision: string | null;
  readonly isErased: boolean;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /** In force. */
  readonly holds: readonly HoldFacts[];
  /** Over, but of a kind after which contact resumes only when something is on record. */
  readonly endedHolds: readonly EndedHoldFacts[];
}

/** What only the gate asks of a debtor. It is read where a message may be planned, after the epoch and never before it. */
export interface ContactFacts {
  readonly addresses: readonly AddressFacts[];
  readonly attempts: readonly AttemptFacts[];
  readonly notices: readonly NoticeFacts[];
  readonly consents: readonly ConsentFacts[];
}

/** What the debtor said yes to; null is all of its kind, but for the purpose: there it is everything but marketing. */
export interface ConsentFacts {
  readonly channel: string | null;
  readonly addressId: string | null;
  readonly purpose: string | null;
  /** The one rule that it was given for. */
  readonly rule: string | null;
  readonly givenMs: number;
  /** Since when it counts for nothing. */
  readonly withdrawnMs: number | null;
  /** When the debtor took it back: what they said yes to before is taken back with it, as far as it reaches. */
  readonly takenBackMs: number | null;
}

/** A notice that the law required, as far as it is known. */
export interface NoticeFacts {
  /** The packs' word for it. */
  readonly noticeId: string;
  readonly accountIds: readonly string[];
  readonly dates: NoticeDates;
}

/** What the gate and the planning know of an account; what criteria ask about are its `values`. */
export interface AccountFacts {
  readonly id: string;
  readonly portfolioId: string;
  readonly debtType: string | null;
  readonly inDefaultSince: string | null;
  readonly arrears: number;
  readonly oldestUnpaidOn: string | null;
  readonly lastPaymentOn: string | null;
  readonly lastAcknowledgedOn: string | null;
  readonly status: string;
}

export interface AddressFacts {
  readonly id: string;
  readonly partyId: string;
  readonly ofDebtor: boolean;
  readonly kind: string;
  readonly lineType: string | null;
  readonly state: string;
  readonly rank: number;
  /** Channels on which nobody may use it, `any` for all; with the reason. */
  readonly suppressed: readonly { readonly channel: string; readonly reason: string }[];
}

export interface HoldFacts {
  readonly accountId: string | null;
  readonly channel: string | null;
  readonly addressId: string | null;
  readonly state: string;
  readonly sinceMs: number;
  readonly untilMs: number | null;
  /** Codes of what is on record of it. */
  readonly evidence?: readonly string[] | undefined;
}

export interface EndedHoldFacts extends HoldFacts {
  readonly endedMs: number;
}

/** An attempt that holds a slot or has used one; those that were withdrawn, deferred or refused are not among them. */
export interface AttemptFacts {
  readonly id: string;
  readonly clientId: string;
  readonly portfolioId: string;
  readonly addressId: string | null;
  readonly accountIds: readonly string[];
  readonly channel: string;
  readonly purpose: string;
  readonly direction: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly isRightParty: boolean | null;
  readonly merges: boolean;
  /** The flow's. */
  readonly priority: number;
  /** Whether it is a notice that the law requires. */
  readonly isNotice: boolean;
  /** Whether its slot is kept for somebody else who is about to make it. */
  readonly isReserved: boolean;
  readonly plannedFor: string;
  readonly atMs: number;
}

/** A portfolio's terms, with its client. */
export interface PortfolioTerms {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly collectorKind: string;
  readonly debtType: string | null;
  readonly brand: string;
  readonly languages: readonly string[];
  readonly subdivision: string | null;
  readonly smallBalanceTolerance: number;
  readonly maxDataAgeHours: number | null;
  readonly dataAsOfMs: number | null;
  readonly packIds: readonly string[];
}
