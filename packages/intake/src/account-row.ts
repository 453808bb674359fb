import type { LocalDate } from "@fairflow/calendar";

export type Channel = "sms" | "email" | "letter";

/** What a file says of the person or company that owes. */
export interface DebtorCells {
  readonly reference: string;
  readonly kind: "person" | "company";
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly fullName: string | undefined;
  readonly company: string | undefined;
  readonly idNumber: string | undefined;
  /** E.164, each once, in the order of the columns. */
  readonly phones: readonly string[];
  readonly email: string | undefined;
  readonly addressLines: readonly string[];
  readonly city: string | undefined;
  readonly postalCode: string | undefined;
  /** Two letters of ISO 3166. */
  readonly country: string | undefined;
  /** ISO 3166-2, perhaps with a city: `US-NY`, `US-NY-NYC`. */
  readonly subdivision: string | undefined;
  /** An IANA name that the zone table knows. */
  readonly zone: string;
  readonly language: string;
  readonly preferredChannel: Channel | undefined;
  /** A day of the month, 1 to 31; 31 stands for the last of any month. */
  readonly payDay: number | undefined;
  readonly tags: readonly string[];
}

export type Collector = "first_party" | "third_party" | "debt_buyer" | "attorney";
export type AccountKind = "invoice" | "instalment" | "revolving" | "charged_off";

/** Money custom fields are minor units of the account's currency, dates are `YYYY-MM-DD`. */
export type CustomValue = string | number | boolean;

/** What a file says of one debt. Amounts are minor units of `currency`. */
export interface AccountCells {
  readonly reference: string;
  readonly kind: AccountKind;
  readonly openedOn: LocalDate | undefined;
  readonly dueDate: LocalDate | undefined;
  readonly currency: string;
  /** What was owed at first, where the file says so. */
  readonly amountMinor: number | undefined;
  /** What is owed in all; negative where the debtor is owed. */
  readonly balanceMinor: number;
  readonly arrears:
    | { readonly kind: "stated"; readonly minor: number }
    | { readonly kind: "balance_once_due" | "whole_balance" };
  readonly inDefaultSince: LocalDate | undefined;
  /** The unpaid principal when the debtor fell into default, and interest and charges since: minor units, as the client says. */
  readonly principalAtDefaultMinor: number | undefined;
  readonly chargesSinceDefaultMinor: number | undefined;
  readonly debtType: string | undefined;
  readonly client: string | undefined;
  readonly portfolio: string | undefined;
  readonly collector: Collector | undefined;
  readonly product: string | undefined;
  readonly stage: string | undefined;
  readonly tags: readonly string[];
  /** By the name in the mapping, without `custom.`; only what the row has. */
  readonly custom: ReadonlyMap<string, CustomValue>;
}

/** One good row of a file. */
export interface AccountRow {
  readonly debtor: DebtorCells;
  readonly account: AccountCells;
  /** The row's cells as they stand in the file, by column; made when asked for. */
  readonly raw: Readonly<Record<string, string>>;
}

/** What is overdue of the account on a day, in minor units; never negative. */
export function arrearsOn(account: AccountCells, day: LocalDate): number {
  const { arrears, dueDate } = account;
  switch (arrears.kind) {
    case "stated":
      return arrears.minor;
    case "whole_balance":
      return Math.max(0, account.balanceMinor);
    case "balance_once_due":
      return dueDate !== undefined && dueDate < day ? Math.max(0, account.balanceMinor) : 0;
  }
}
