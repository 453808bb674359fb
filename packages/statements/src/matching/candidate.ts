import type { LocalDate } from "@fairflow/calendar";
import type { AllocationRule } from "../allocation/allocate.ts";

/** An account that money may be meant for, with what is known of how it is paid; names are personal data. */
export interface Candidate {
  readonly accountId: string;
  readonly debtorId: string;
  readonly currency: string;
  /** Of the oldest arrears; by it the oldest account is told. */
  readonly dueDate: LocalDate | undefined;
  /** All that is owed, minor units. */
  readonly balance: number;
  /** What would be no surprise: arrears, the next instalment, a promise, a settlement. The balance need not be named. */
  readonly amountsDue: readonly number[];
  /** Our payment references, by which debtors are asked to pay; earlier ones too. */
  readonly references: readonly string[];
  /** The client's own numbers of the account: of the invoice, the contract, the customer. */
  readonly clientNumbers: readonly string[];
  readonly payerNames: readonly string[];
  /** From which the account was paid before, or which the debtor named. */
  readonly payerAccounts: readonly string[];
  readonly payments: readonly EarlierPayment[];
  /** What its portfolio says of money for several accounts; the policy's where absent. */
  readonly rule?: AllocationRule | undefined;
}

export interface EarlierPayment {
  readonly paymentId: string;
  readonly amount: number;
  readonly valueDate: LocalDate;
}
