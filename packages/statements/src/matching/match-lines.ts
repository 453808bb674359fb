import type { AllocationRule } from "../allocation/allocate.ts";
import type { Statement, StatementLine } from "../statement.ts";
import { candidateIndex, type CandidateIndex } from "./candidate-index.ts";
import type { Candidate } from "./candidate.ts";
import { evidenceFor, readingOfLine, type LineReading } from "./evidence.ts";
import type { LineMatch } from "./line-match.ts";
import { onceEach } from "./once-each.ts";
import { proposalFor, sharedProposals, type Proposal } from "./proposal.ts";

const MAX_PROPOSALS = 5;

export interface MatchingPolicy {
  /** Points from which a line is booked by itself. */
  readonly threshold: number;
  /** How many points the best proposal must be ahead of the next. */
  readonly lead: number;
  readonly rule: AllocationRule;
}

export const USUAL_POLICY: MatchingPolicy = { threshold: 90, lead: 20, rule: "oldest_first" };

/**
 * Finds what each line of a statement is meant for. It books by itself only where enough speaks for one way and nothing
 * for another; money that went out only where the bank itself says that it took back what it had booked. The order of the
 * lines and of the candidates makes no difference.
 */
export function matchLines(
  { lines, currency }: Pick<Statement, "lines" | "currency">,
  candidates: readonly Candidate[],
  policy: MatchingPolicy = USUAL_POLICY,
): readonly LineMatch[] {
  const index = candidateIndex(candidates);
  const matches = lines.map((line) => ({
    line,
    match: matchLine(line, index, { currency, policy }),
  }));
  return onceEach(matches, candidates);
}

function matchLine(
  line: StatementLine,
  index: CandidateIndex,
  of: { readonly currency: string; readonly policy: MatchingPolicy },
): LineMatch {
  const { currency, policy } = of;
  const desk = (why: string, proposals: readonly Proposal[] = []): LineMatch => ({
    lineId: line.id,
    kind: "desk",
    why,
    proposals: proposals.slice(0, MAX_PROPOSALS),
  });
  if (line.kind === "fee") return desk("An agency kept it; no debtor paid it.");
  const reading = readingOfLine(line, index);
  const evidences = pointedAt(reading, index)
    .filter((candidate) => candidate.currency === currency)
    .map((candidate) => evidenceFor(reading, candidate, currency))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points);
  if (line.amount < 0) return wentOut(reading, evidences, { desk, policy });
  const proposals = [
    ...evidences.map((evidence) => proposalFor(evidence, line.amount)),
    ...sharedProposals(evidences, line.amount, { index, currency, rule: policy.rule }),
  ].toSorted((a, b) => b.score - a.score);
  const [best, next] = proposals;
  if (best === undefined) return desk("Nothing in it points at an account.");
  const doubt = doubtAbout(best, next, { reading, index, policy });
  if (doubt !== undefined) return desk(doubt, proposals);
  return {
    lineId: line.id,
    kind: "automatic",
    proposal: best,
    proposals: proposals.slice(0, MAX_PROPOSALS),
  };
}

/** Why the best proposal is not enough to book by; `undefined` where it is. */
function doubtAbout(
  best: Proposal,
  next: Proposal | undefined,
  of: {
    readonly reading: LineReading;
    readonly index: CandidateIndex;
    readonly policy: MatchingPolicy;
  },
): string | undefined {
  const { reading, index, policy } = of;
  if (best.score < policy.threshold) return "What speaks for an account is not enough to book by.";
  if (next !== undefined && best.score - next.score < policy.lead) {
    return "It may be meant for more than one account.";
  }
  const meant = new Set(best.parts.map(({ accountId }) => accountId));
  const isAside = (named: readonly Candidate[]) =>
    named.length > 0 && !named.some(({ accountId }) => meant.has(accountId));
  const references = [...reading.references.keys()].map(index.byReference);
  if ([...references, ...reading.numbered].some(isAside)) {
    return "It names another account too.";
  }
  if (best.names !== "reference" && references.some((named) => named.length === 0)) {
    return "It names a payment reference that no open account has.";
  }
  if (!best.isNear && reading.hasDamagedReference) {
    return "It names a payment reference that is damaged, and not the one of the likeliest account.";
  }
  return undefined;
}

/** Every candidate that something in the line points at. */
function pointedAt(
  { references, numbered, ofPayerAccount, ofPayerName, amount }: LineReading,
  index: CandidateIndex,
): readonly Candidate[] {
  return [
    ...new Set([
      ...[...references.keys()].flatMap(index.byReference),
      ...numbered.flat(),
      ...ofPayerAccount,
      ...ofPayerName,
      ...index.byAmountDue(amount),
    ]),
  ];
}

const NO_PERSON = "Money went out: nothing is taken from an account without a person.";

/**
 * Money that went out is shown with the payments that it may be. One that the bank says was taken back, of an account that it
 * names, and of the only payment of this amount there, needs no person.
 */
function wentOut(
  { line, amount }: LineReading,
  evidences: readonly ReturnType<typeof evidenceFor>[],
  of: {
    readonly desk: (why: string, proposals: readonly Proposal[]) => LineMatch;
    readonly policy: MatchingPolicy;
  },
): LineMatch {
  const proposals = evidences.flatMap((evidence) => {
    const earlier = evidence.candidate.payments.filter(
      (payment) => payment.amount === amount && payment.valueDate <= line.bookingDate,
    );
    if (evidence.names === "nothing") return [];
    return earlier.toReversed().map((returns) => {
      const reason = `A payment of this amount was booked on ${returns.valueDate}; it may have come back.`;
      const proposal = proposalFor(evidence, -amount);
      return { ...proposal, reasons: [...evidence.reasons, reason], returns };
    });
  });
  const [best, next] = proposals;
  if (line.kind !== "reversal" || best === undefined) return of.desk(NO_PERSON, proposals);
  if (next !== undefined) return of.desk("More than one payment may have come back.", proposals);
  if (best.score < of.policy.threshold || best.names !== "reference") {
    return of.desk("What speaks for a payment is not enough to take it back.", proposals);
  }
  return { lineId: line.id, kind: "automatic", proposal: best, proposals };
}
