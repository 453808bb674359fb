import * as fc from "fast-check";
import { expect, test } from "vitest";
import { textDiff } from "./text-diff.ts";

test("says which words came and went", () => {
  expect(textDiff("You owe R 5 now", "You still owe R 7 now")).toEqual([
    { kind: "same", text: "You " },
    { kind: "added", text: "still " },
    { kind: "same", text: "owe R " },
    { kind: "removed", text: "5" },
    { kind: "added", text: "7" },
    { kind: "same", text: " now" },
  ]);
});

test("either text can be read off, whatever they are", () => {
  const word = fc.constantFrom("a", "b", " ", "\n", "cc");
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = textDiff(before, after);
      const without = (kind: "added" | "removed") =>
        pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join("");
      expect([without("added"), without("removed")]).toEqual([before, after]);
    }),
  );
});
