import { expect, test } from "vitest";
import { settledNumber, typedNumber } from "./typed-number.ts";

test.for([
  ["", ""],
  ["3", 3],
  ["-2", -2],
  ["1.", "1."],
  ["1.5", 1.5],
  ["1.50", "1.50"],
  ["-", "-"],
  ["3x", "3x"],
  ["Infinity", "Infinity"],
] as const)("while typing, %j is kept as %j", ([text, kept]) => {
  expect(typedNumber(text)).toBe(kept);
});

test.for([
  ["", ""],
  ["1.50", 1.5],
  [" 7", 7],
  ["3x", "3x"],
] as const)("once left, %j becomes %j", ([text, kept]) => {
  expect(settledNumber(text)).toBe(kept);
});
