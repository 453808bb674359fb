/** `calls, SMS and emails`. */
export function allOf(words: readonly string[]): string {
  return joined(words, "and");
}

/** `calls, SMS or emails`. */
export function anyOf(words: readonly string[]): string {
  return joined(words, "or");
}

/** `1 call`, `7 calls`. */
export function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a call`, `an email`, `an SMS`. */
export function withArticle(noun: string): string {
  return /^([aeiou]|SMS)/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** With a capital first letter. */
export function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** One paragraph from sentences, those that have nothing to say left out. */
export function paragraph(sentences: readonly (string | undefined)[]): string {
  return sentences
    .filter((sentence) => sentence !== undefined && sentence !== "")
    .map((sentence) => {
      const text = sentenceCase(sentence ?? "");
      return /[.!?]”?$/.test(text) ? text : `${text}.`;
    })
    .join(" ");
}

function joined(words: readonly string[], last: "and" | "or"): string {
  const known = [...new Set(words)];
  const end = known.at(-1);
  if (end === undefined) return "";
  if (known.length === 1) return end;
  return `${known.slice(0, -1).join(", ")} ${last} ${end}`;
}
