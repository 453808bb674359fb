import type { RowProblem } from "@fairflow/contract";
import { columnOf, type RowMapping } from "./row-mapping.ts";

/** What is wrong with a row of a file, by its line and column and never by what stands there. */
export function problemLines(
  mapping: RowMapping,
  line: number,
  problems: readonly RowProblem[],
): readonly string[] {
  return problems.map(({ field, problem }) => {
    const place = field === "" ? "" : `, column "${columnOf(mapping, field)}"`;
    return `line ${line}${place}: ${problem}`;
  });
}
