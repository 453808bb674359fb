import type { LocalDate } from "@fairflow/calendar";

export interface PaymentRow {
  readonly id: string;
  readonly external_id: string;
  readonly debtor_id: string;
  readonly account_id: string;
  readonly payment_link_id: string | null;
  readonly amount: number;
  readonly value_date: LocalDate;
  readonly received_at: string;
}

/** An entry of the ledger. */
export interface BookingRow {
  readonly id: string;
  readonly recorded_at: string;
  readonly account_id: string;
  readonly kind: "charge" | "payment" | "adjustment";
  readonly amount: number;
  readonly on: LocalDate;
  readonly due_on: LocalDate | null;
  readonly source: string;
  readonly external_id: string;
  readonly payment_id: string | null;
}

export interface DueItemRow {
  readonly account_id: string;
  readonly ledger_entry_id: string;
  readonly due_on: LocalDate;
  readonly amount: number;
  readonly paid: number;
  readonly settled_on: LocalDate | null;
}

/** An account as the history leaves it. */
export interface AccountEndRow {
  readonly id: string;
  readonly created_at: string;
  readonly stage: string | null;
  readonly tags: readonly string[];
  readonly promises_broken: number;
  readonly status: "open" | "paid" | "cured";
  readonly balance: number;
  readonly arrears: number;
  readonly arrears_on: LocalDate | null;
  readonly oldest_unpaid_on: LocalDate | null;
  readonly next_due_on: LocalDate | null;
  readonly last_payment_on: LocalDate | null;
}
