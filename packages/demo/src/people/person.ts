import type { LocalDate } from "@fairflow/calendar";

export type DemoLanguage = "en" | "zu" | "xh" | "af";

/** How somebody pays when nobody asks. */
export type Habit = "prompt" | "forgetful" | "late" | "struggling" | "gone";

/** Somebody who does not exist, and owes. */
export interface DemoPerson {
  readonly reference: string;
  readonly kind: "person" | "company";
  readonly language: DemoLanguage;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly postal: string;
  readonly preferredChannel: "sms" | "email" | "letter" | null;
  readonly payDay: number | null;
  readonly habit: Habit;
  readonly accounts: readonly AccountPlan[];
}

/** One debt as it will come about. Amounts are cents. */
export interface AccountPlan {
  readonly reference: string;
  readonly kind: "invoice" | "instalment" | "revolving";
  readonly product: string;
  readonly openedOn: LocalDate;
  readonly charges: readonly Charge[];
  /** A dispute that opens whatever is sent. */
  readonly dispute: { readonly atMs: number; readonly reason: string } | null;
}

/** A part of the debt, with what the debtor means to do about it. */
export interface Charge {
  readonly bookedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly amount: number;
  readonly payments: readonly Intention[];
}

export interface Intention {
  readonly atMs: number;
  /** Of what is then still open of this charge. */
  readonly share: number;
}
