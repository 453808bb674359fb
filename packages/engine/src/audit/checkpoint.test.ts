import { expect, test } from "vitest";
import { checkpointLine, readCheckpoints, type CheckpointKey } from "./checkpoint.ts";

const OLD: CheckpointKey = { id: "old", bytes: new Uint8Array(32).fill(1) };
const NEW: CheckpointKey = { id: "new", bytes: new Uint8Array(32).fill(2) };
const AT = new Date("2026-11-23T12:00:00Z");

/** Three lines of the old key, and one of the new. */
const LINES = lines([
  [OLD, "reached", 1],
  [OLD, "reached", 2],
  [OLD, "reached", 3],
  [NEW, "reached", 4],
]);

test("what an earlier key signed is trusted where a later line vouches for it", () => {
  const read = readCheckpoints(LINES.join("\n"), [NEW]);

  expect(read.faults).toEqual([]);
  expect(read.trusted.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
});

test.for<[string, readonly (string | undefined)[], readonly string[]]>([
  [
    "a line was changed",
    [LINES[0], LINES[1]?.replace('"sequence":2', '"sequence":9'), LINES[2], LINES[3]],
    [
      "line 2 of the checkpoints is not the one that line 3 followed",
      "line 2 of the checkpoints is not signed by a key of this installation",
    ],
  ],
  [
    "a line was taken out",
    [LINES[0], LINES[2], LINES[3]],
    ["line 1 of the checkpoints is not the one that line 2 followed"],
  ],
  [
    "the first lines were taken out",
    [LINES[2], LINES[3]],
    ["lines before line 1 of the checkpoints are missing"],
  ],
  ["a line is no checkpoint", [LINES[0], "nonsense"], ["line 2 of the checkpoints cannot be read"]],
  [
    "somebody with another key added a line",
    [
      ...LINES,
      ...lines([[{ id: "new", bytes: new Uint8Array(32).fill(3) }, "reached", 5]], LINES[3]),
    ],
    ["line 5 of the checkpoints is not signed by a key of this installation"],
  ],
])("tells where %s", ([, changed, faults]) => {
  expect(readCheckpoints(changed.join("\n"), [OLD, NEW]).faults).toEqual(faults);
});

test("what was signed before a backup was restored says nothing of this database", () => {
  const restored = lines([
    [NEW, "reached", 9],
    [NEW, "restored", 4],
    [NEW, "reached", 6],
  ]);

  const read = readCheckpoints(restored.join("\n"), [NEW]);

  expect(read.trusted.map(({ sequence }) => sequence)).toEqual([4, 6]);
});

function lines(
  of: readonly (readonly [CheckpointKey, "reached" | "restored", number])[],
  behind?: string,
): readonly string[] {
  const made: string[] = [];
  for (const [key, kind, sequence] of of) {
    const head = { sequence, hash: new Uint8Array(32).fill(sequence) };
    made.push(checkpointLine(key, { kind, head, at: AT, lastLine: made.at(-1) ?? behind }));
  }
  return made;
}
