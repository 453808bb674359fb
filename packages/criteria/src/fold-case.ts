/**
 * Makes text comparable: A to Z become a to z and every other character stays, as PostgreSQL's
 * `lower(x collate "C")` does. Full Unicode folding would differ between the two.
 */
export function foldCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
