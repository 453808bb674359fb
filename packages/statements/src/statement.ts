import type { LocalDate } from "@fairflow/calendar";

/** Where something stands in a file: a line, counted from 1. */
export interface FilePlace {
  readonly line: number;
}

/** Who paid, as the bank tells it; personal data. */
export interface Payer {
  readonly name: string | undefined;
  /** IBAN, or number of the bank account with no spaces. */
  readonly account: string | undefined;
}

/** One amount on the bank account that was made up of many payments. */
export interface Deposit {
  /** The same for each of its parts. */
  readonly id: string;
  readonly amount: number;
  readonly parts: number;
}

export interface StatementLine {
  /** By which the line books once, however often and in however many files it comes; carries nothing of the line. */
  readonly id: string;
  /**
   * `reversal`: the bank took back what it had booked before. `fee`: what an agency kept of the payments that it
   * passed on. Everything else is `entry`.
   */
  readonly kind: "entry" | "reversal" | "fee";
  /** From which day the money counts. */
  readonly valueDate: LocalDate;
  /** On which day the bank wrote it. */
  readonly bookingDate: LocalDate;
  /** Minor units of the statement's currency; above 0 came in, below 0 went out. Never 0. */
  readonly amount: number;
  /** What the payer and the bank wrote, the likeliest places of a reference first; personal data. */
  readonly texts: readonly string[];
  readonly payer: Payer;
  /** The bank's own number of the entry. Some banks give several entries one. */
  readonly bankReference: string | undefined;
  readonly deposit: Deposit | undefined;
  readonly place: FilePlace;
}

export interface Statement {
  /** The same for one statement in whatever format it comes, so that its second copy can be told. */
  readonly id: string;
  /** `remittance`: a list of payments that reached the bank account as one deposit, from zero to its total. */
  readonly kind: "bank" | "remittance";
  /** IBAN or number, with no spaces; of a remittance the agency's number for it. */
  readonly account: string;
  readonly number: string | undefined;
  readonly currency: string;
  readonly opening: Balance;
  readonly closing: Balance;
  /** In the file's order. */
  readonly lines: readonly StatementLine[];
}

export interface Balance {
  /** Minor units; below 0 is overdrawn. */
  readonly amount: number;
  /** `undefined` where the file does not say. */
  readonly date: LocalDate | undefined;
}

/** An entry that cannot be booked as it stands: for a person. */
export interface BadLine {
  readonly place: FilePlace;
  /** A plain sentence without anything of the entry but its amount. */
  readonly reason: string;
}

/**
 * A file as it was read. Nothing of a refused one may be kept; what one that was read tells of bad lines counts in its
 * balances, so that a line is either booked, or reported, or the file is refused.
 */
export type StatementReading =
  | {
      readonly kind: "read";
      readonly statements: readonly Statement[];
      readonly badLines: readonly BadLine[];
    }
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly place: FilePlace | undefined;
      readonly badLines: readonly BadLine[];
    };
