import type { Flow } from "@fairflow/flow";
import { emptyFlow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { columnsOf, railOf } from "./edge-rails.ts";

/** Steps of 232 by 88 at these corners. */
function drawing(...corners: readonly (readonly [x: number, y: number])[]): Flow {
  const layout = Object.fromEntries(corners.map(([x, y], index) => [`step-${index}`, { x, y }]));
  return { ...emptyFlow("Test"), layout };
}

const SOURCE = { source: { x: 77, y: 88 }, left: 0 };

test.for([
  ["straight down where nothing stands", [[0, 0]], { x: 116, y: 480 }, undefined],
  [
    "beside a step in the way",
    [
      [0, 0],
      [0, 160],
    ],
    { x: 116, y: 480 },
    -24,
  ],
  [
    "between two columns",
    [
      [0, 0],
      [0, 160],
      [340, 160],
      [340, 320],
    ],
    { x: 456, y: 480 },
    316,
  ],
  [
    "not through what stands beside",
    [
      [0, 0],
      [0, 160],
      [-260, 160],
    ],
    { x: 116, y: 480 },
    256,
  ],
  [
    "back up between two steps that stand apart",
    [
      [0, 0],
      [-340, 0],
    ],
    { x: -224, y: 0 },
    -84,
  ],
  [
    "back up beside both where they stand above each other",
    [
      [0, 0],
      [0, -300],
    ],
    { x: 116, y: -300 },
    -24,
  ],
] as const)("an edge goes %s", ([, corners, target, rail]) => {
  expect(railOf(columnsOf(drawing(...corners)), { ...SOURCE, target })).toBe(rail);
});
