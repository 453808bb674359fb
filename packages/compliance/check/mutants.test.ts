import { expect, test } from "vitest";
import { faultOf } from "./find-mutant.ts";
import { MUTANTS } from "./mutants/all-mutants.ts";

test("there are at least 60 mutants, no two alike", () => {
  const faults = MUTANTS.map(({ file, find, replacement }) => [file, find, replacement].join("\n"));

  expect(faults.length).toBeGreaterThanOrEqual(60);
  expect(new Set(faults).size).toBe(faults.length);
});

test("the text of each mutant stands in the rules' code exactly once", () => {
  const unfit = MUTANTS.map((mutant) => ({ breaks: mutant.breaks, fault: faultOf(mutant) }));

  expect(unfit.filter(({ fault }) => fault !== undefined)).toEqual([]);
});

test("a mutant whose text is gone or changes nothing is a fault of the list", () => {
  const mutant = { file: "consent.ts", breaks: "nothing" };

  expect(faultOf({ ...mutant, find: "no such text", replacement: "" })).toBeDefined();
  expect(faultOf({ ...mutant, find: "const", replacement: "let" })).toBeDefined();
  expect(
    faultOf({ ...mutant, find: 'purpose !== "marketing"', replacement: 'purpose !== "marketing"' }),
  ).toBeDefined();
});
