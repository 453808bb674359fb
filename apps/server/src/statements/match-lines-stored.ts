import {
  cashCandidates,
  readCashMatching,
  type CashCandidate,
  type Keyring,
  type Transaction,
} from "@fairflow/db";
import {
  findReferences,
  matchLines,
  numberOfReference,
  numbersIn,
  paymentReference,
  USUAL_POLICY,
  type Candidate,
  type LineMatch,
  type MatchingPolicy,
  type StatementLine,
} from "@fairflow/statements";
import { z } from "zod";

/** So many lines are looked up together. */
const LINES_AT_ONCE = 500;
/** An agency names each account in a column of its own, so that the client's number alone says which is meant. */
const REMITTANCE_THRESHOLD = 65;

const CashMatching = z.object({ threshold: z.int(), lead: z.int() });

/** A line with what says which accounts can be meant. */
export interface LineToMatch {
  readonly line: StatementLine;
  readonly currency: string;
  readonly isRemittance: boolean;
}

export interface Matched {
  readonly match: LineMatch;
  /** The candidates of its proposals, by account. */
  readonly candidates: ReadonlyMap<string, CashCandidate>;
}

/** What each line is meant for as the accounts stand now, in the order of the lines. */
export async function matchStored(
  tx: Transaction,
  keyring: Keyring,
  lines: readonly LineToMatch[],
): Promise<readonly Matched[]> {
  const policy = await matchingPolicy(tx);
  const groups = Map.groupBy(
    lines.keys(),
    (index) => `${lines[index]?.currency} ${lines[index]?.isRemittance}`,
  );
  const matched: Matched[] = [];
  for (const indexes of groups.values()) {
    const group = indexes.flatMap((index) => lines[index] ?? []);
    const found = await matchGroup(tx, keyring, { group, policy });
    for (const [at, index] of indexes.entries()) {
      const each = found[at];
      if (each !== undefined) matched[index] = each;
    }
  }
  return matched;
}

export async function matchingPolicy(tx: Transaction): Promise<MatchingPolicy> {
  const chosen = CashMatching.safeParse(await readCashMatching(tx));
  return { ...USUAL_POLICY, ...chosen.data };
}

/** Lines of one currency and kind are looked at together: two that claim one account are both for a person. */
async function matchGroup(
  tx: Transaction,
  keyring: Keyring,
  of: { readonly group: readonly LineToMatch[]; readonly policy: MatchingPolicy },
): Promise<readonly Matched[]> {
  const [first] = of.group;
  if (first === undefined) return [];
  const { currency, isRemittance } = first;
  const lines = of.group.map(({ line }) => line);
  const found = new Map<string, CashCandidate>();
  for (let start = 0; start < lines.length; start += LINES_AT_ONCE) {
    const chunk = lines.slice(start, start + LINES_AT_ONCE);
    for (const candidate of await cashCandidates(tx, keyring, pointersOf(chunk, currency))) {
      const before = found.get(candidate.accountId);
      const payerAccounts = [...(before?.payerAccounts ?? []), ...candidate.payerAccounts];
      found.set(candidate.accountId, { ...candidate, payerAccounts });
    }
  }
  const policy = isRemittance
    ? { ...of.policy, threshold: Math.min(of.policy.threshold, REMITTANCE_THRESHOLD) }
    : of.policy;
  const candidates = [...found.values()].map(candidateOf);
  return matchLines({ lines, currency }, candidates, policy).map((match) => ({
    match,
    candidates: found,
  }));
}

function pointersOf(lines: readonly StatementLine[], currency: string) {
  const texts = lines.flatMap((line) => line.texts);
  const references = texts.flatMap(findReferences).map(({ reference }) => reference);
  return {
    currency,
    paymentNumbers: distinct(references.map(numberOfReference)),
    numbers: distinct(texts.flatMap((text) => [...numbersIn(text)])),
    payerNames: distinct(lines.map(({ payer }) => payer.name)),
    payerAccounts: distinct(lines.map(({ payer }) => payer.account)),
    amounts: distinct(lines.map(({ amount }) => (amount > 0 ? amount : undefined))),
  };
}

function candidateOf(found: CashCandidate): Candidate {
  const { reference, debtorReference, debtorName, arrears, promised, paymentNumber } = found;
  return {
    ...found,
    dueDate: found.dueDate ?? undefined,
    amountsDue: [arrears, ...promised].filter((amount) => amount > 0),
    references: [paymentReference(paymentNumber)],
    clientNumbers: debtorReference === null ? [reference] : [reference, debtorReference],
    payerNames: debtorName === null ? [] : [debtorName],
  };
}

function distinct<Value>(values: readonly (Value | undefined)[]): readonly Value[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
