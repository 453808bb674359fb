/**
 * How well a kind of step fits what was typed, from 0 to 1. What begins with the words comes first; letters that merely
 * occur in the right order are no match, since "end" would then find "segment".
 */
export function matchStep(typed: string, title: string, others: readonly string[]): number {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return 1;
  const name = title.toLowerCase();
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  if (wordsOf(name).some((word) => word.startsWith(wanted))) return 0.8;
  const words = others.flatMap((each) => wordsOf(each.toLowerCase()));
  if (words.some((word) => word.startsWith(wanted))) return 0.6;
  if (name.includes(wanted)) return 0.5;
  return others.some((each) => each.toLowerCase().includes(wanted)) ? 0.3 : 0;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}
