import type { LocalDate, Zone } from "@fairflow/calendar";
import type { FactValue } from "@fairflow/criteria";
import type { MessageChannel } from "@fairflow/interpreter";

/** One account of a ledger, with what history says became of it. Amounts are minor units of `currency`. */
export interface LedgerAccount {
  readonly reference: string;
  /** The debtor's reference; accounts that share it belong to one debtor. */
  readonly debtor: string;
  readonly kind: string;
  readonly debtorKind: "person" | "company";
  readonly language: string;
  readonly zone: Zone;
  readonly zoneName: string;
  /** ISO 3166-2, for the law of a state or city. */
  readonly subdivision: string | null;
  readonly preferredChannel: MessageChannel | null;
  /** Channels on which the debtor has an address. */
  readonly channels: ReadonlySet<MessageChannel>;
  readonly payDay: number | null;
  readonly debtorTags: readonly string[];
  readonly currency: string;
  readonly amountMinor: number;
  /** Overdue as the file states it; null where it follows from the due date. */
  readonly statedArrearsMinor: number | null;
  /** The account exists from this day, 00:00 local; null: from before the simulation. */
  readonly openedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  /** Paid in full at 00:00 local of this day. */
  readonly settledOn: LocalDate | null;
  /** Disputed from 12:00 local midway between opening and settlement; the dispute is rejected at settlement. */
  readonly disputed: boolean;
  readonly collector: "first_party" | "third_party" | "debt_buyer" | "attorney";
  readonly debtType: string | null;
  readonly product: string | null;
  readonly stage: string | null;
  readonly tags: readonly string[];
  readonly client: string | null;
  readonly portfolio: string | null;
  readonly custom: Readonly<Record<string, FactValue>>;
}
