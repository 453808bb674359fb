import type { StatementProblem } from "@fairflow/contract";

export interface ProblemLinesProps {
  readonly problems: readonly StatementProblem[];
}

/** Entries that could not be read, each by its line in the file. */
export function ProblemLines({ problems }: ProblemLinesProps) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="Lines that cannot be read">
      <h2 className="mb-2 text-lg font-semibold">
        {problems.length === 1
          ? "1 line cannot be booked as it stands"
          : `${problems.length} lines cannot be booked as they stand`}
      </h2>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-card border border-line bg-surface">
        {problems.map(({ line, reason }, index) => (
          // Two problems of one line may read the same, and none of them moves.
          // eslint-disable-next-line react/no-array-index-key
          <li key={`${line ?? ""}-${index}`} className="px-4 py-2 text-base">
            {line !== null && <span className="text-ink-3 tabular-nums">{`Line ${line}: `}</span>}
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
