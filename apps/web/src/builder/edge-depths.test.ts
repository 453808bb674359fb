import { expect, test } from "vitest";
import { edgeDepths } from "./edge-depths.ts";

test.for([
  [
    "edges that go apart share a depth",
    [
      [58, -200],
      [174, 400],
    ],
    [0, 0],
  ],
  [
    "of two that go left, the left one turns first",
    [
      [58, -200],
      [174, -200],
    ],
    [0, 1],
  ],
  [
    "of two that go right, the right one turns first",
    [
      [58, 400],
      [174, 400],
    ],
    [1, 0],
  ],
  [
    "one that goes straight down takes no depth from others",
    [
      [58, -200],
      [116, 116],
      [174, 400],
    ],
    [0, 0, 0],
  ],
  [
    "two that must cross take two depths",
    [
      [58, 200],
      [174, 0],
    ],
    [0, 1],
  ],
] as const)("%s", ([, spans, depths]) => {
  expect(edgeDepths(spans.map(([from, to]) => ({ from, to })))).toEqual(depths);
});
