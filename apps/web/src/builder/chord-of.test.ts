import { expect, test } from "vitest";
import { BUILDER_COMMANDS } from "./builder-commands.ts";
import { chordOf } from "./chord-of.ts";

const free = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test.for<[string, Partial<typeof free>, string]>([
  ["Z", { ctrlKey: true, shiftKey: true }, "mod+shift+z"],
  ["z", { metaKey: true }, "mod+z"],
  ["?", { shiftKey: true }, "?"],
  ["ArrowUp", { altKey: true }, "alt+arrowup"],
  ["T", { shiftKey: true, altKey: true }, "shift+alt+t"],
])("%s with %j is %s", ([key, held, chord]) => {
  expect(chordOf({ ...free, ...held, key })).toBe(chord);
});

test("no two commands want the same key, and none takes Tab from who walks the page", () => {
  const chords = BUILDER_COMMANDS.flatMap((command) => command.chords ?? []);

  expect(new Set(chords).size).toBe(chords.length);
  expect(chords.filter((chord) => chord.endsWith("tab"))).toEqual([]);
});
