/**
 * Two sentences as one: "Wait 3 days" and "Wait 5 days" read "Wait 5 instead of 3 days". What they have in common at both
 * ends is said once; sentences that have too little in common are said whole.
 */
export function insteadOf(before: string, after: string): string {
  if (before === after) return after;
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && was[head] === is[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && was.at(-1 - tail) === is.at(-1 - tail)) tail += 1;
  const [gone, come] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)];
  const isClear =
    gone.length > 0 &&
    come.length > 0 &&
    head + tail > 0 &&
    Math.max(gone.length, come.length) <= CLEAR_WORDS;
  if (!isClear) return `“${after}” instead of “${before}”`;
  const end = is.slice(is.length - tail);
  return [...is.slice(0, head), ...come, "instead of", ...gone, ...end].join(" ");
}

/** More words than these between the common ends read better as two sentences. */
const CLEAR_WORDS = 6;

function wordsOf(sentence: string): readonly string[] {
  return sentence.split(/\s+/).filter((word) => word !== "");
}
