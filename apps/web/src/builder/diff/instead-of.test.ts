import { expect, test } from "vitest";
import { insteadOf } from "./instead-of.ts";

test.for([
  ["Wait 3 days", "Wait 5 days", "Wait 5 instead of 3 days"],
  ["Send SMS “One”", "Send SMS “Two”", "Send SMS “Two” instead of “One”"],
  ["Wait", "Wait 5 days", "“Wait 5 days” instead of “Wait”"],
  ["End: done", "Wait 3 days", "“Wait 3 days” instead of “End: done”"],
  ["Same", "Same", "Same"],
] as const)("%s, then %s, reads: %s", ([before, after, words]) => {
  expect(insteadOf(before, after)).toBe(words);
});
