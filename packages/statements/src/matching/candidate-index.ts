import { accountNumber } from "../statement-reading.ts";
import { squash } from "../reference/find-references.ts";
import type { Candidate } from "./candidate.ts";
import { nameKey, numberKey } from "./words-of.ts";

/** Beyond these an amount points at nobody; and a name, a number or a bank account. */
const MAX_OF_AMOUNT = 50;
const MAX_OF_PAYER = 200;

/** The candidates, by whatever points at them. */
export interface CandidateIndex {
  readonly byReference: (reference: string) => readonly Candidate[];
  readonly byNumber: (number: string) => readonly Candidate[];
  readonly byPayerAccount: (account: string) => readonly Candidate[];
  readonly byPayerName: (name: string) => readonly Candidate[];
  readonly byDebtor: (debtorId: string) => readonly Candidate[];
  readonly byAmountDue: (amount: number) => readonly Candidate[];
}

export function candidateIndex(candidates: readonly Candidate[]): CandidateIndex {
  // The order in which accounts are given must not matter.
  const ordered = candidates.toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const references = lookUp(ordered, ({ references: all }) => all.map(squash));
  const numbers = lookUp(ordered, ({ clientNumbers }) => clientNumbers.map(numberKey));
  const accounts = lookUp(ordered, ({ payerAccounts }) => payerAccounts.map(accountNumber));
  const names = lookUp(ordered, ({ payerNames }) => payerNames.map(nameKey));
  const amounts = lookUp(ordered, (candidate) => amountsOf(candidate).map(String));
  return {
    byReference: references,
    byNumber: (number) => few(numbers(number), MAX_OF_PAYER),
    byPayerAccount: (account) => few(accounts(accountNumber(account)), MAX_OF_PAYER),
    byPayerName: (name) => few(names(nameKey(name) ?? ""), MAX_OF_PAYER),
    byDebtor: lookUp(ordered, ({ debtorId }) => [debtorId]),
    byAmountDue: (amount) => few(amounts(String(amount)), MAX_OF_AMOUNT),
  };
}

/** Every amount that would settle something. */
export function amountsOf({ amountsDue, balance }: Candidate): readonly number[] {
  return [...new Set([...amountsDue, balance])].filter((amount) => amount > 0);
}

function few(found: readonly Candidate[], most: number): readonly Candidate[] {
  return found.length > most ? [] : found;
}

function lookUp(
  candidates: readonly Candidate[],
  keysOf: (candidate: Candidate) => readonly (string | undefined)[],
): (key: string) => readonly Candidate[] {
  const found = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const key of new Set(keysOf(candidate))) {
      if (key === undefined || key === "") continue;
      const alike = found.get(key);
      if (alike === undefined) found.set(key, [candidate]);
      else alike.push(candidate);
    }
  }
  return (key) => found.get(key) ?? [];
}
