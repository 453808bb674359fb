/**
 * How well a kind of step fits what was typed, from 0 to 1. What begins with the words comes first; letters that merely
 * occur in the right order are no match, since "end" would then find "segment".
 */
export function matchStep(typed: string, title: string, others: readonly string[]): number {
  const wanted = plain(typed.trim());
  if (wanted === "") return 1;
  const name = plain(title);
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  if (wordsOf(name).some((word) => word.startsWith(wanted))) return 0.8;
  const beside = others.map(plain);
  const words = beside.flatMap(wordsOf);
  if (words.some((word) => word.startsWith(wanted))) return 0.6;
  if (name.includes(wanted)) return 0.5;
  return beside.some((each) => each.includes(wanted)) ? 0.3 : 0;
}

/** As one types it: without capitals, and with "email" for "e-mail". */
function plain(text: string): string {
  return text.toLowerCase().replaceAll("-", "");
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}
