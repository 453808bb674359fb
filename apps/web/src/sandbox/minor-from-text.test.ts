import { expect, test } from "vitest";
import { minorFromText } from "./minor-from-text.ts";

test.for([
  ["120.50", 12_050],
  ["120,5", 12_050],
  ["1 204", 120_400],
  ["0", undefined],
  ["-5", undefined],
  ["1.234", undefined],
  ["", undefined],
] as const)("%j is %j minor units", ([text, minor]) => {
  expect(minorFromText(text)).toBe(minor);
});
