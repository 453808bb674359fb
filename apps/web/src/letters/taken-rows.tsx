import type { letterEndpoints, OutputOf } from "@fairflow/contract";
import { Callout } from "@fairflow/ui";
import { ProblemList } from "../imports/problem-list.tsx";
import { formatCount } from "../server/format.ts";

export interface TakenRowsProps {
  readonly taken: OutputOf<(typeof letterEndpoints)["bringReturns"]>;
  /** What a row is called: "letter", "address". */
  readonly what: string;
}

/** What became of the rows of a file, and what is wrong with the others. */
export function TakenRows({ taken: { taken, known, problems }, what }: TakenRowsProps) {
  const again = known === 0 ? "" : ` ${formatCount(known)} ${known === 1 ? "was" : "were"} known.`;
  return (
    <div className="flex flex-col gap-3" aria-live="polite">
      <Callout tone={problems.length === 0 ? "ok" : "warn"}>
        {formatCount(taken)} {taken === 1 ? what : plural(what)} taken in.{again}
        {problems.length === 0
          ? ""
          : ` ${formatCount(problems.length)} ${problems.length === 1 ? "row is" : "rows are"} left to mend.`}
      </Callout>
      {problems.length > 0 && (
        <ProblemList
          problems={problems.map(({ line, problem }) => ({ line, column: null, reason: problem }))}
        />
      )}
    </div>
  );
}

function plural(word: string): string {
  return word.endsWith("s") ? `${word}es` : `${word}s`;
}
