import { expect, test } from "vitest";
import { minorOf, typedAmount } from "./minor-of.ts";

test.for([
  ["500", "ZAR", 50_000],
  ["1 204,50", "ZAR", 120_450],
  ["0.07", "ZAR", 7],
  ["500", "JPY", 500],
  ["5.001", "ZAR", undefined],
  ["1.5", "JPY", undefined],
  ["-5", "ZAR", undefined],
  ["5e3", "ZAR", undefined],
  ["", "ZAR", undefined],
] as const)("%j in %s is %s minor units", ([text, currency, minor]) => {
  expect(minorOf(text, currency)).toBe(minor);
});

test("what is shown to be typed over is read as the same amount", () => {
  expect(minorOf(typedAmount(120_450, "ZAR"), "ZAR")).toBe(120_450);
});
