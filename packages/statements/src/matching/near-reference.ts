import { asDigits, squash } from "../reference/find-references.ts";

const MAX_CHARACTERS = 200;
const MIN_DIGITS = 6;
const TOO_FAR = 99;

/** A text in which references that were damaged are looked for. */
export function nearnessIn(text: string): (reference: string) => number {
  const digits = asDigits(squash(text.slice(0, MAX_CHARACTERS)));
  // Of a reference most characters are digits: a text without as many has none that is near.
  if (digits.replaceAll(/\D/g, "").length < MIN_DIGITS) return () => TOO_FAR;
  return (reference) => fewestEdits(asDigits(squash(reference)), digits);
}

/**
 * How many characters must be changed, added or left out to find the reference somewhere in the text (Sellers 1980).
 */
function fewestEdits(reference: string, text: string): number {
  if (text.length === 0) return TOO_FAR;
  let column = Array.from({ length: reference.length + 1 }, (_, row) => row);
  let fewest = TOO_FAR;
  for (const character of text) {
    const next = [0];
    for (let row = 1; row <= reference.length; row++) {
      const same = reference[row - 1] === character ? 0 : 1;
      next.push(
        Math.min(
          (column[row - 1] ?? TOO_FAR) + same,
          (column[row] ?? TOO_FAR) + 1,
          (next[row - 1] ?? TOO_FAR) + 1,
        ),
      );
    }
    column = next;
    fewest = Math.min(fewest, column[reference.length] ?? TOO_FAR);
  }
  return fewest;
}
