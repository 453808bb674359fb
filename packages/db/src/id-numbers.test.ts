import { expect, test } from "vitest";
import { isPlaceholderNumber } from "./id-numbers.ts";

test.for([
  ["0000000000000", true],
  ["999-999-999", true],
  ["UNKNOWN", true],
  ["Unknown 12345", true],
  ["n/a", true],
  ["TEST123456", true],
  ["12345", true],
  ["", true],
  ["800101 5009 08 7", false],
  ["A1234567", false],
  ["0000000000001", false],
] as const)("whether %s stands for no number: %s", ([text, expected]) => {
  expect(isPlaceholderNumber(text)).toBe(expected);
});
