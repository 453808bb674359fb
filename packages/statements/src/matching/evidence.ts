import { amountInWords } from "../minor-units.ts";
import { findReferences, squash } from "../reference/find-references.ts";
import { PAYMENT_REFERENCE_CHARACTERS } from "../reference/payment-reference.ts";
import type { StatementLine } from "../statement.ts";
import { amountsOf, type CandidateIndex } from "./candidate-index.ts";
import type { Candidate } from "./candidate.ts";
import { nearnessIn } from "./near-reference.ts";
import { numbersIn } from "./words-of.ts";

/**
 * What each piece of evidence is worth, in points; 90 are enough to book by. A reference whose check digits hold is
 * enough alone; without one it takes what nobody else could bring, and an amount that is owed.
 */
const POINTS = {
  referenceWritten: 90,
  referenceMisread: 80,
  referenceBare: 60,
  clientNumber: 65,
  amountDue: 25,
  amountAboveBalance: -15,
  amountAsBefore: 10,
  payerAccount: 35,
  payerName: 20,
  referenceOneOff: 30,
  referenceTwoOff: 20,
} as const;

const DIGITS_OF_AN_ATTEMPT = 6;

export interface Evidence {
  readonly candidate: Candidate;
  readonly points: number;
  /** Sentences for the person who decides; they name amounts and dates, never people. */
  readonly reasons: readonly string[];
  readonly names: "reference" | "client number" | "nothing";
  /** Whether it names the account, or all but. */
  readonly isNear: boolean;
}

/** What a line says, read once for all candidates, and whom it points at. */
export interface LineReading {
  readonly line: StatementLine;
  readonly amount: number;
  readonly references: ReadonlyMap<string, "written" | "misread" | "bare">;
  /** The candidates of each client's number that stands in it. */
  readonly numbered: readonly (readonly Candidate[])[];
  readonly ofPayerAccount: ReadonlySet<Candidate>;
  readonly ofPayerName: ReadonlySet<Candidate>;
  /** Whether it seems to name one of our references, and none whose check digits hold. */
  readonly hasDamagedReference: boolean;
  readonly editsTo: (reference: string) => number;
}

export function readingOfLine(line: StatementLine, index: CandidateIndex): LineReading {
  // Texts are looked at one by one, lest a reference be found across two of them.
  const references = new Map(
    line.texts.flatMap(findReferences).map(({ reference, how }) => [reference, how]),
  );
  const numbers = new Set(line.texts.flatMap((text) => [...numbersIn(text)]));
  const { name, account } = line.payer;
  return {
    line,
    amount: Math.abs(line.amount),
    references,
    numbered: [...numbers].map(index.byNumber).filter((found) => found.length > 0),
    ofPayerAccount: new Set(account === undefined ? [] : index.byPayerAccount(account)),
    ofPayerName: new Set(name === undefined ? [] : index.byPayerName(name)),
    hasDamagedReference: references.size === 0 && line.texts.some(looksLikeReference),
    // A line that names a reference rightly has no damaged one to look for.
    editsTo:
      references.size > 0 ? () => Number.POSITIVE_INFINITY : nearnessIn(line.texts.join(" / ")),
  };
}

/** RF, and mostly digits where a reference has its digits. */
function looksLikeReference(text: string): boolean {
  const squashed = squash(text);
  for (let at = squashed.indexOf("RF"); at !== -1; at = squashed.indexOf("RF", at + 1)) {
    const rest = squashed.slice(at + 2, at + PAYMENT_REFERENCE_CHARACTERS);
    if (rest.replaceAll(/\D/g, "").length >= DIGITS_OF_AN_ATTEMPT) return true;
  }
  return false;
}

/** All that speaks for a candidate, and what speaks against it. */
export function evidenceFor(
  reading: LineReading,
  candidate: Candidate,
  currency: string,
): Evidence {
  const { amount } = reading;
  const reasons: string[] = [];
  let points = 0;
  const count = (what: keyof typeof POINTS, reason: string) => {
    points += POINTS[what];
    reasons.push(reason);
  };
  const named = namedBy(reading, candidate, count);
  const inWords = amountInWords(amount, currency);
  const cameIn = reading.line.amount > 0;
  if (cameIn && amountsOf(candidate).includes(amount)) {
    count("amountDue", `${inWords} is exactly what is due on the account.`);
  } else if (cameIn && amount > candidate.balance) {
    count("amountAboveBalance", `${inWords} is more than the account owes.`);
  }
  const before = candidate.payments.findLast((payment) => payment.amount === amount);
  if (before !== undefined) {
    count("amountAsBefore", `The same amount was paid on ${before.valueDate}.`);
  }
  if (reading.ofPayerAccount.has(candidate)) {
    count("payerAccount", "It comes from a bank account that this account was paid from before.");
  }
  if (reading.ofPayerName.has(candidate)) {
    count("payerName", "The payer has the debtor's name.");
  }
  return { candidate, points, reasons, ...named };
}

function namedBy(
  { references, numbered, editsTo }: LineReading,
  candidate: Candidate,
  count: (what: keyof typeof POINTS, reason: string) => void,
): Pick<Evidence, "names" | "isNear"> {
  const hows = new Set(candidate.references.map((reference) => references.get(reference)));
  if (hows.has("written")) {
    count("referenceWritten", "It names the account's payment reference, whose check digits hold.");
    return { names: "reference", isNear: true };
  }
  if (hows.has("misread")) {
    count(
      "referenceMisread",
      "It names the account's payment reference with letters for digits; the check digits then hold.",
    );
    return { names: "reference", isNear: true };
  }
  if (hows.has("bare")) {
    count("referenceBare", "It names the digits of the account's payment reference, without RF.");
    return { names: "reference", isNear: true };
  }
  if (numbered.some((found) => found.includes(candidate))) {
    count("clientNumber", "It names the client's own number of the account.");
    return { names: "client number", isNear: true };
  }
  const edits = Math.min(...candidate.references.map(editsTo));
  if (edits === 1) count("referenceOneOff", "One character makes it the account's reference.");
  if (edits === 2) count("referenceTwoOff", "Two characters make it the account's reference.");
  return { names: "nothing", isNear: edits <= 2 };
}
