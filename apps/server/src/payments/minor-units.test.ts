import { expect, test } from "vitest";
import { minorUnits } from "./minor-units.ts";

test.for([
  ["1204.50", 120_450],
  ["1 204,5", 120_450],
  ["1,204.50", 120_450],
  ["1,204", 120_400],
  ["R100", 10_000],
  ["r 1 204.50", 120_450],
  ["ZAR 100", 10_000],
  ["0", 0],
  ["10.005", undefined],
  ["-5", undefined],
  ["1.204,50", undefined],
  ["R", undefined],
  ["", undefined],
  ["1e3", undefined],
  ["$5", undefined],
] as const)("reads %s as %s cents of rand", ([text, cents]) => {
  expect(minorUnits(text, "ZAR")).toBe(cents);
});

test("a currency without cents has none", () => {
  expect([minorUnits("1,204", "JPY"), minorUnits("1204.5", "JPY")]).toEqual([1_204, undefined]);
});
