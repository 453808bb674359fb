import { expect, test } from "vitest";
import { lagWords } from "./lag-words.ts";

test.for([
  [0, "None"],
  [999, "None"],
  [1_000, "1 second"],
  [42_400, "42 seconds"],
  [60_000, "1 minute"],
  [3_600_000, "60 minutes"],
] as const)("%i ms is said as %s", ([ms, words]) => {
  expect(lagWords(ms)).toBe(words);
});
