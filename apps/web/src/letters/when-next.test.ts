import { expect, test } from "vitest";
import { clockTime, minuteOf } from "./when-next.ts";

test.for([
  ["16:00", 960],
  ["9:05", 545],
  [" 00:00 ", 0],
  ["23:59", 1439],
  ["24:00", undefined],
  ["16", undefined],
  ["", undefined],
] as const)("the time %s is minute %s of the day", ([text, minute]) => {
  expect(minuteOf(text)).toBe(minute);
});

test("a minute of the day is written as people write it", () => {
  expect([0, 545, 1439].map(clockTime)).toEqual(["00:00", "09:05", "23:59"]);
});
