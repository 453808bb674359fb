import type { ImportProblem } from "@fairflow/contract";
import { formatCount } from "../server/format.ts";

export interface ProblemListProps {
  readonly problems: readonly ImportProblem[];
}

const SHOWN_LINES = 5;

/** What is wrong with a file, each fault once with the lines that have it: most faults are of a whole column. */
export function ProblemList({ problems }: ProblemListProps) {
  const groups = Map.groupBy(problems, ({ column, reason }) => JSON.stringify([column, reason]));
  const faults = [...groups.values()].toSorted((a, b) => b.length - a.length);
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {faults.map((same) => {
        const [first] = same;
        if (first === undefined) return null;
        const lines = same.slice(0, SHOWN_LINES).map(({ line }) => line);
        return (
          <li key={`${first.column} ${first.reason}`} className="flex flex-wrap gap-x-3">
            <span className="w-40 shrink-0 truncate font-medium">{first.column ?? "The row"}</span>
            <span className="min-w-0 flex-1 text-ink-2">{first.reason}</span>
            <span className="shrink-0 text-ink-3 tabular-nums">
              {same.length === 1
                ? `line ${first.line}`
                : `${formatCount(same.length)} rows: lines ${lines.join(", ")}${same.length > SHOWN_LINES ? ", ..." : ""}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
