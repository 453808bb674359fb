import type { StatementLine } from "../statement.ts";
import type { Candidate } from "./candidate.ts";
import type { LineMatch } from "./line-match.ts";

const MORE_THAN_OWED = "By itself or with an earlier line it comes to more than the account owes.";

interface Matched {
  readonly line: StatementLine;
  readonly match: LineMatch;
}

/**
 * Looks at the lines of a statement together. What would take an account below zero, alone or after earlier lines,
 * goes to a person; and where a line that does not name the account claims it beside another, both do.
 */
export function onceEach(
  matched: readonly Matched[],
  candidates: readonly Candidate[],
): readonly LineMatch[] {
  const balances = new Map(candidates.map(({ accountId, balance }) => [accountId, balance]));
  const claims = new Map<string, Matched[]>();
  for (const one of inOrder(matched)) {
    for (const accountId of accountsOf(one.match)) {
      claims.set(accountId, [...(claims.get(accountId) ?? []), one]);
    }
  }
  const doubts = new Map<string, string>();
  for (const [accountId, lines] of claims) {
    const returned = lines.map(({ match }) => returnedBy(match)).filter((id) => id !== undefined);
    const isReturnedTwice = new Set(returned).size < returned.length;
    const isSure = lines.length === 1 || lines.every((one) => namesIt(one.match));
    let left = balances.get(accountId) ?? 0;
    for (const { match } of lines) {
      if (match.kind !== "automatic") continue;
      if (match.proposal.returns !== undefined) {
        if (isReturnedTwice) doubts.set(match.lineId, "Another line takes back the same payment.");
        continue;
      }
      left -= match.proposal.parts.find((part) => part.accountId === accountId)?.amount ?? 0;
      if (!isSure)
        doubts.set(match.lineId, "Another line of the statement claims the same account.");
      else if (left < 0) doubts.set(match.lineId, MORE_THAN_OWED);
    }
  }
  return matched.map(({ match }) => {
    const why = doubts.get(match.lineId);
    if (match.kind === "desk" || why === undefined) return match;
    const { lineId, proposals } = match;
    return { lineId, kind: "desk", why, proposals };
  });
}

function inOrder(matched: readonly Matched[]): readonly Matched[] {
  return matched.toSorted((a, b) => {
    if (a.line.valueDate !== b.line.valueDate) return a.line.valueDate < b.line.valueDate ? -1 : 1;
    return a.line.id < b.line.id ? -1 : 1;
  });
}

function accountsOf(match: LineMatch): readonly string[] {
  if (match.kind !== "automatic") return [];
  return match.proposal.parts.map(({ accountId }) => accountId);
}

function returnedBy(match: LineMatch): string | undefined {
  return match.kind === "automatic" ? match.proposal.returns?.paymentId : undefined;
}

function namesIt(match: LineMatch): boolean {
  return match.kind === "automatic" && match.proposal.names === "reference";
}
