import { Refusal } from "./cell.ts";
import type { FileForm } from "./mapping.ts";

const PLAIN = /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/;
/** Control characters that are no space, and those that turn the direction of writing to make a text look like another. */
const FORBIDDEN = /[^\P{Cc}\s]|[\u202A-\u202E\u2066-\u2069]/u;
const MAX_TAGS = 50;
const TAG_CHARACTERS = 64;
const YES: ReadonlySet<string> = new Set(["yes", "y", "true", "1", "ja", "x"]);
const NO: ReadonlySet<string> = new Set(["no", "n", "false", "0", "nee"]);

const CONTROL = new Refusal("has control characters");
const NOT_YES_OR_NO = new Refusal("is neither yes nor no");
const NOT_A_NUMBER = new Refusal("is not a number");
const NOT_A_PAY_DAY = new Refusal('is not a day of the month from 1 to 31, or "last"');
const TOO_MANY_TAGS = new Refusal(
  `has more than ${MAX_TAGS} tags, or one over ${TAG_CHARACTERS} characters`,
);

/** Text on one line: breaks and runs of spaces become one space, letters are composed (NFC). */
export function textUpTo(maxCharacters: number): (text: string) => string | Refusal {
  const tooLong = new Refusal(`is longer than ${maxCharacters} characters`);
  return (text) => {
    if (text.length > maxCharacters) return tooLong;
    if (PLAIN.test(text)) return text;
    if (FORBIDDEN.test(text)) return CONTROL;
    return text.normalize("NFC").replace(/\s+/g, " ").trim();
  };
}

/** One of a few words; upper case, spaces and hyphens count as the words' own lower case and underscores. */
export function oneOf<Word extends string>(
  words: readonly Word[],
): (text: string) => Word | Refusal {
  const known = new Map(words.map((word): [string, Word] => [word, word]));
  const refusal = new Refusal(`is none of ${words.join(", ")}`);
  return (text) => known.get(text.toLowerCase().replaceAll(/[ -]/g, "_")) ?? refusal;
}

/** What `convert` makes of the text, or a refusal where it makes nothing of it. */
export function converted<T>(
  convert: (text: string) => T | undefined,
  reason: string,
): (text: string) => T | Refusal {
  const refusal = new Refusal(reason);
  return (text) => convert(text) ?? refusal;
}

/** Tags between semicolons, commas or upright bars, each once. */
export function tagsOf(text: string): readonly string[] | Refusal {
  if (FORBIDDEN.test(text)) return CONTROL;
  const tags = text
    .normalize("NFC")
    .split(/[;,|]/)
    .map((tag) => tag.trim());
  const different = [...new Set(tags.filter((tag) => tag !== ""))];
  const fits =
    different.length <= MAX_TAGS && different.every((tag) => tag.length <= TAG_CHARACTERS);
  return fits ? different : TOO_MANY_TAGS;
}

export function payDayOf(text: string): number | Refusal {
  if (text.toLowerCase() === "last") return 31;
  const day = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return day >= 1 && day <= 31 ? day : NOT_A_PAY_DAY;
}

export function yesOrNo(text: string): boolean | Refusal {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : NOT_YES_OR_NO;
}

/** A number in the file's own form; custom fields only, for money is never a fraction of floating point. */
export function numberReader(
  form: Pick<FileForm, "decimal" | "thousands">,
): (text: string) => number | Refusal {
  return (text) => {
    const bare = form.thousands === "" ? text : text.replaceAll(form.thousands, "");
    const number = bare.replace(form.decimal, ".");
    if (!/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(number)) return NOT_A_NUMBER;
    return Number(number);
  };
}
