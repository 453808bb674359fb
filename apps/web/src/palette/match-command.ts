/**
 * How well a command fits what was typed, from 0 to 1. Every word that was typed must begin a word of the command, in any
 * order, so that "sms copy" finds "Copy SMS 2"; the more of them stand in its title, and the earlier, the better it fits.
 */
export function matchCommand(typed: string, title: string, others: readonly string[]): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const name = title.toLowerCase();
  if (name.startsWith(typed.trim().toLowerCase())) return 1;
  const inTitle = wordsOf(title);
  const beside = others.flatMap(wordsOf);
  const scores = wanted.map((word) => {
    const at = inTitle.findIndex((each) => each.startsWith(word));
    if (at !== -1) return 0.9 - Math.min(at, 10) / 50;
    return beside.some((each) => each.startsWith(word)) ? 0.4 : 0;
  });
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
