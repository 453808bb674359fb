import { expect, test } from "vitest";
import { initialsOf } from "./initials-of.ts";

test.for([
  ["Thandi Mokoena", "TM"],
  ["Naledi", "N"],
  ["Anna van der Berg", "AB"],
  ["", ""],
] as const)("%j is %j", ([name, initials]) => {
  expect(initialsOf(name)).toBe(initials);
});
