import { expect, test } from "vitest";
import { edgeRoute, roundedPath } from "./edge-route.ts";

const source = { x: 100, y: 100 };

test("a straight edge has its plus half-way through the gap", () => {
  const { label } = edgeRoute({
    source,
    left: 0,
    target: { x: 100, y: 188 },
    depth: 0,
    depths: 1,
    room: 88,
    rail: undefined,
  });

  expect(label).toEqual({ x: 100, y: 144 });
});

test("edges of different depths turn at different heights, in the room below the step", () => {
  const heights = [0, 1, 2].map(
    (depth) =>
      edgeRoute({
        source,
        left: 0,
        target: { x: 700, y: 900 },
        depth,
        depths: 3,
        room: 60,
        rail: undefined,
      }).label.y,
  );

  expect(heights).toEqual([114, 130, 146]);
});

test("a long way sideways keeps its name near the step that it leaves", () => {
  const { label } = edgeRoute({
    source,
    left: 0,
    target: { x: -900, y: 900 },
    depth: 0,
    depths: 2,
    room: 88,
    rail: undefined,
  });

  expect(label.x).toBe(24);
});

test("an edge past a step in between goes beside it", () => {
  const { points } = edgeRoute({
    source,
    left: 0,
    target: { x: 60, y: 500 },
    depth: 1,
    depths: 2,
    room: 88,
    rail: 200,
  });

  expect(points.map(({ x }) => x)).toEqual([100, 100, 200, 200, 60, 60]);
});

test("an edge that leads back up goes round on the right", () => {
  const { points } = edgeRoute({
    source,
    left: 0,
    target: { x: 60, y: -300 },
    depth: 0,
    depths: 1,
    room: 88,
    rail: undefined,
  });

  expect(points[2]).toEqual({ x: 240, y: 144 });
  expect(points.at(-2)).toEqual({ x: 60, y: -324 });
});

test("corners are round, and never wider than the way between them", () => {
  const path = roundedPath(
    [
      { x: 0, y: 0 },
      { x: 0, y: 8 },
      { x: 100, y: 8 },
    ],
    10,
  );

  expect(path).toBe("M 0 0 L 0 4 Q 0 8 4 8 L 100 8");
});
