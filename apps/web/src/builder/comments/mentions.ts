import type { Colleague } from "@fairflow/contract";

/** An @ that is being typed: where it stands, and what of a name follows it so far. */
export interface TypedMention {
  readonly at: number;
  readonly words: string;
}

/** Up to two words, since a name is looked for by its beginning; undefined where no name is being typed. */
export function typedMention(text: string, caret: number): TypedMention | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]+)?)$/u.exec(text.slice(0, caret));
  const words = found?.[1];
  return words === undefined ? undefined : { at: caret - words.length - 1, words };
}

/** Colleagues of whose name a word begins so. */
export function colleaguesLike(
  colleagues: readonly Colleague[],
  words: string,
): readonly Colleague[] {
  const wanted = words.toLocaleLowerCase("en");
  return colleagues.filter(({ name }) => {
    const known = name.toLocaleLowerCase("en");
    return known.startsWith(wanted) || known.includes(` ${wanted}`);
  });
}

export interface TextPart {
  readonly text: string;
  readonly isMention: boolean;
}

/** A text in parts, of which some name somebody: `@` and the whole name. A longer name goes before one that it begins with. */
export function mentionParts(text: string, names: readonly string[]): readonly TextPart[] {
  const known = names.filter((name) => name !== "").toSorted((a, b) => b.length - a.length);
  if (known.length === 0) return [{ text, isMention: false }];
  const pattern = new RegExp(`(@(?:${known.map(literally).join("|")}))`, "u");
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isMention: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}

/** Whom a text names. */
export function mentionedIn(text: string, colleagues: readonly Colleague[]): readonly Colleague[] {
  const parts = mentionParts(
    text,
    colleagues.map(({ name }) => name),
  );
  const named = new Set(parts.filter(({ isMention }) => isMention).map((part) => part.text));
  return colleagues.filter(({ name }) => named.has(`@${name}`));
}

/** A text as a regular expression that matches it and nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
