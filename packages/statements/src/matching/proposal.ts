import { allocate, type AllocationRule, type Part } from "../allocation/allocate.ts";
import { amountInWords } from "../minor-units.ts";
import type { CandidateIndex } from "./candidate-index.ts";
import type { Candidate, EarlierPayment } from "./candidate.ts";
import type { Evidence } from "./evidence.ts";

/** A way to book a line. */
export interface Proposal {
  /** They come to the line's amount. */
  readonly parts: readonly Part[];
  /** Points; 90 and more are enough to book by. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly names: Evidence["names"];
  readonly isNear: boolean;
  /** Of money that went out: the payment that came back by it. */
  readonly returns?: EarlierPayment | undefined;
}

const EXACT_SUM = 25;
const UNEQUAL_SUM = -20;

/** One proposal for each account that something speaks for. */
export function proposalFor(evidence: Evidence, amount: number): Proposal {
  const { candidate, points, reasons, names, isNear } = evidence;
  const parts = [{ accountId: candidate.accountId, amount }];
  return { parts, score: points, reasons, names, isNear };
}

/** Proposals that put one line to several accounts: those that it names, and all that a debtor has. */
export function sharedProposals(
  evidences: readonly Evidence[],
  amount: number,
  options: {
    readonly index: CandidateIndex;
    readonly currency: string;
    readonly rule: AllocationRule;
  },
): readonly Proposal[] {
  const { index, currency, rule } = options;
  const named = evidences.filter(({ names }) => names === "reference");
  const best = evidences[0];
  const groups: {
    readonly of: readonly Candidate[];
    readonly why: string;
    readonly evidence: Evidence;
  }[] = [];
  if (best === undefined) return [];
  if (named.length > 1) {
    const weakest = named.at(-1) ?? best;
    groups.push({
      of: named.map(({ candidate }) => candidate),
      why: `It names the references of ${named.length} accounts`,
      evidence: weakest,
    });
  } else {
    const of = index
      .byDebtor(best.candidate.debtorId)
      .filter((candidate) => candidate.currency === currency && candidate.balance > 0);
    if (of.length > 1) {
      groups.push({ of, why: `The debtor has ${of.length} accounts`, evidence: best });
    }
  }
  return groups.flatMap(({ of, why, evidence }) => {
    const parts = exactParts(of, amount);
    const inWords = amountInWords(amount, currency);
    const common = { names: evidence.names, isNear: evidence.isNear };
    const base = identityPoints(evidence);
    if (parts !== undefined) {
      const reasons = [`${why}, and ${inWords} is exactly what is due on them together.`];
      return [{ ...common, parts, score: base + EXACT_SUM, reasons }];
    }
    if (named.length < 2) return [];
    const { parts: divided, rest } = allocate(amount, of.map(owed), of[0]?.rule ?? rule);
    if (rest > 0) return [];
    return [
      {
        ...common,
        parts: divided,
        score: base + UNEQUAL_SUM,
        reasons: [`${why}, but ${inWords} is not what is due on them together.`],
      },
    ];
  });
}

/** What the sum of several accounts says in place of the amount of one. */
function identityPoints({ names, points }: Evidence): number {
  return names === "reference" ? Math.min(points, 90) : Math.min(points, 55);
}

/** Each account's balance, or each one's first amount due, where these come to the amount. */
function exactParts(of: readonly Candidate[], amount: number): readonly Part[] | undefined {
  const ways = [
    of.map(({ accountId, balance }) => ({ accountId, amount: balance })),
    of.map(({ accountId, amountsDue }) => ({ accountId, amount: amountsDue[0] ?? 0 })),
  ];
  return ways
    .map((parts) => parts.filter((part) => part.amount > 0))
    .find(
      (parts) => parts.length > 1 && parts.reduce((sum, part) => sum + part.amount, 0) === amount,
    );
}

function owed({ accountId, balance, amountsDue, dueDate }: Candidate) {
  const arrears = Math.min(Math.max(amountsDue[0] ?? 0, 0), Math.max(balance, 0));
  return { accountId, arrears, balance: Math.max(balance, 0), dueDate };
}
