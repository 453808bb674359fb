import { accountNumber } from "../statement-reading.ts";
import { squash } from "../reference/find-references.ts";
import type { Candidate } from "./candidate.ts";
import { nameKey, numberKey } from "./words-of.ts";

/** Beyond these an amount, a name or a number points at nobody. */
const MAX_ALIKE = 50;

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
    byNumber: numbers,
    byPayerAccount: accounts,
    byPayerName: (name) => names(nameKey(name) ?? ""),
    byDebtor: lookUp(ordered, ({ debtorId }) => [debtorId]),
    byAmountDue: (amount) => few(amounts(String(amount))),
  };
}

/** Every amount that would settle something. */
export function amountsOf({ amountsDue, balance }: Candidate): readonly number[] {
  return [...new Set([...amountsDue, balance])].filter((amount) => amount > 0);
}

function few(found: readonly Candidate[]): readonly Candidate[] {
  return found.length > MAX_ALIKE ? [] : found;
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
