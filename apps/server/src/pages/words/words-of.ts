import { afrikaans } from "./afrikaans.ts";
import { english } from "./english.ts";
import type { PageWords } from "./page-words.ts";
import { zulu } from "./zulu.ts";

/** BCP 47 of every language that the pages can speak. */
export const PAGE_LANGUAGES = ["en", "af", "zu"] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

const WORDS: Readonly<Record<PageLanguage, PageWords>> = {
  en: english,
  af: afrikaans,
  zu: zulu,
};

export function wordsOf(language: PageLanguage): PageWords {
  return WORDS[language];
}

/** The first of these that the pages can speak, `zu-ZA` as `zu`; English where they know none. */
export function pageLanguage(wanted: readonly (string | undefined)[]): PageLanguage {
  for (const each of wanted) {
    const [language] = (each ?? "").toLowerCase().split("-");
    const known = PAGE_LANGUAGES.find((one) => one === language);
    if (known !== undefined) return known;
  }
  return "en";
}
