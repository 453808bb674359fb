import type { FigureValue } from "@fairflow/contract";
import { expect, test } from "vitest";
import { changeOf, shareNote, valueWords } from "./value-words.ts";

test.for<[FigureValue, string]>([
  [{ kind: "count", count: 12_345 }, "12 345"],
  [{ kind: "money", amounts: [] }, "-"],
  [{ kind: "share", part: 3, whole: 8 }, "3 of 8"],
  [{ kind: "share", part: 300, whole: 800 }, "37.5 %"],
])("%j is told as %s", ([value, words]) => {
  expect(valueWords(value).replaceAll(/\s/gu, " ").replace(",", ".")).toBe(words);
});

test("a change is told of what can be compared alone", () => {
  const share = (part: number, whole: number) => ({ kind: "share", part, whole }) as const;

  expect(changeOf(share(30, 100), share(40, 100))).toBeCloseTo(-0.25);
  expect(changeOf(share(3, 10), share(40, 100))).toBeUndefined();
  expect(changeOf({ kind: "count", count: 5 }, null)).toBeUndefined();
  expect(changeOf({ kind: "count", count: 5 }, { kind: "count", count: 0 })).toBeUndefined();
});

test("a share of few says that it is of few", () => {
  expect(shareNote({ kind: "share", part: 1, whole: 4 }, "attempts")).toBe(
    "attempts: too few for a share",
  );
});
