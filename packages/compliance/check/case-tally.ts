/** What a worker has seen so far. */
export interface CaseTally {
  cases: number;
  kinds: Record<string, number>;
  decidedBy: Record<string, number>;
}

export function emptyTally(): CaseTally {
  return { cases: 0, kinds: {}, decidedBy: {} };
}

export function addTo(counts: Record<string, number>, name: string, count = 1): void {
  counts[name] = (counts[name] ?? 0) + count;
}

export function sumOf(tallies: readonly CaseTally[]): CaseTally {
  const sum = emptyTally();
  for (const { cases, kinds, decidedBy } of tallies) {
    sum.cases += cases;
    for (const [kind, count] of Object.entries(kinds)) addTo(sum.kinds, kind, count);
    for (const [rule, count] of Object.entries(decidedBy)) addTo(sum.decidedBy, rule, count);
  }
  return sum;
}
