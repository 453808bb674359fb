import { expect, test } from "vitest";
import { english } from "./english.ts";
import { spokenDate } from "./spoken-date.ts";
import { PAGE_LANGUAGES, pageLanguage, wordsOf } from "./words-of.ts";

test.for([
  [["zu-ZA", "en"], "zu"],
  [["xh", "af"], "af"],
  [["XH", undefined], "en"],
  [["", "EN-gb"], "en"],
  [[], "en"],
] as const)("of %j speaks %s", ([wanted, language]) => {
  expect(pageLanguage(wanted)).toBe(language);
});

test.for(PAGE_LANGUAGES)("%s has its own words for everything, and twelve months", (language) => {
  const words = wordsOf(language);

  expect(new Set(words.months).size).toBe(12);
  expect(spokenDate(words, "2026-12-05")).toMatch(/^5 D\w+ 2026$/);
  const own = sentencesOf(words);
  expect(own.every((sentence) => sentence.trim() !== "")).toBe(true);
  if (language === "en") return;
  const same = own.filter((sentence, index) => sentence === sentencesOf(english)[index]);
  expect(same.filter((sentence) => !MAY_BE_ALIKE.has(sentence))).toEqual([]);
});

test("what is no date is said as it is", () => {
  expect(spokenDate(english, "soon")).toBe("soon");
  expect(spokenDate(english, "2026-13-01")).toBe("2026-13-01");
});

/** Names and months that are written alike. */
const MAY_BE_ALIKE: ReadonlySet<string> = new Set([
  "Sandbox Bank",
  "Bank",
  "April",
  "September",
  "November",
]);

function sentencesOf(words: object): readonly string[] {
  return Object.values(words).flatMap((value: unknown) => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? sentencesOf(value) : [];
  });
}
