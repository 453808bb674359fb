import { expect, test } from "vitest";
import { matchCommand } from "./match-command.ts";

test.for<[string, string, readonly string[], boolean]>([
  ["", "Duplicate", [], true],
  ["dup", "Duplicate the selection", [], true],
  ["sel dup", "Duplicate the selection", [], true],
  ["remove", "Delete the selection", ["remove"], true],
  ["lete", "Delete the selection", [], false],
  ["delete flow", "Delete the selection", [], false],
])("%j and %s: %s", ([typed, title, words, fits]) => {
  expect(matchCommand(typed, title, words) > 0).toBe(fits);
});

test("what begins with the words comes first, then what has them in its title", () => {
  const scores = [
    matchCommand("tidy", "Tidy the layout", []),
    matchCommand("tidy", "Select and tidy", []),
    matchCommand("tidy", "Fit the flow", ["tidy"]),
  ];

  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(new Set(scores).size).toBe(3);
});
