import { z } from "zod";

/** What stands between the cells of a line. */
export const Delimiter = z.enum([",", ";", "\t", "|"]);
export type Delimiter = z.infer<typeof Delimiter>;

const MAX_LINES = 100;
const QUOTE = '"';

/** The delimiter that cuts most lines of a text into the same number of cells, the most cells where several do; else a comma. */
export function detectDelimiter(text: string): Delimiter {
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of Delimiter.options) {
    const score = scoreOf(cellsPerLine(text, delimiter));
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** The share of lines that have the commonest number of cells weighs more than that number. */
function scoreOf(cells: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of cells) lines.set(count, (lines.get(count) ?? 0) + 1);
  const [count = 1, frequency = 0] =
    [...lines].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  if (count === 1) return 0;
  return frequency / cells.length + Math.min(count, 1000) / 10_000;
}

/** The numbers of cells of the first lines that are not blank; delimiters and breaks between quotes do not count. */
function cellsPerLine(text: string, delimiter: Delimiter): readonly number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let lineStart = 0;
  for (let index = 0; index < text.length && counts.length < MAX_LINES; index++) {
    const character = text[index];
    if (character === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (character === delimiter) cells++;
    else if (character === "\n" || character === "\r") {
      if (index > lineStart) counts.push(cells);
      cells = 1;
      lineStart = index + 1;
    }
  }
  // What follows the last break may have been cut, so it counts only if it is all there is.
  return counts.length === 0 ? [cells] : counts;
}
