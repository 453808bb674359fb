import { expect, test } from "vitest";
import { changeWords, shareWords } from "./share-words.ts";

test.for([
  [0, "0 %"],
  [0.125, "12.5 %"],
  [0.12, "12 %"],
  [0.000_4, "0 %"],
  [-0.000_4, "0 %"],
  [1, "100 %"],
  [-0.051, "-5.1 %"],
] as const)("the share %f is told as %s", ([share, words]) => {
  expect(shareWords(share)).toBe(words.replace(" ", "\u{a0}"));
});

test.for([
  [0.12, "+12 %"],
  [-0.034, "-3 %"],
  [0.004, "0 %"],
  [-0.004, "0 %"],
] as const)("the change %f is told as %s", ([change, words]) => {
  expect(changeWords(change)).toBe(words.replace(" ", "\u{a0}"));
});
