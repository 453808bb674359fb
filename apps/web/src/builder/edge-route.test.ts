import { expect, test } from "vitest";
import { edgeRoute, roundedPath } from "./edge-route.ts";

const source = { x: 100, y: 100 };

test("a straight edge has its plus half-way through the gap", () => {
  const { label } = edgeRoute({
    source,
    target: { x: 100, y: 188 },
    lane: 0,
    lanes: 1,
    room: 88,
    isBlocked: false,
  });

  expect(label).toEqual({ x: 100, y: 144 });
});

test("the names of a step's edges never stand at one height", () => {
  const heights = [0, 1, 2].map(
    (lane) =>
      edgeRoute({ source, target: { x: 700, y: 900 }, lane, lanes: 3, room: 60, isBlocked: false })
        .label.y,
  );

  expect(heights).toEqual([118, 130, 142]);
});

test("a long way sideways keeps its name near the step that it leaves", () => {
  const { label } = edgeRoute({
    source,
    target: { x: -900, y: 900 },
    lane: 0,
    lanes: 2,
    room: 88,
    isBlocked: false,
  });

  expect(label.x).toBe(24);
});

test("an edge past a step in between goes beside it", () => {
  const { points } = edgeRoute({
    source,
    target: { x: 60, y: 500 },
    lane: 1,
    lanes: 2,
    room: 88,
    isBlocked: true,
  });

  expect(points.map(({ x }) => x)).toEqual([100, 100, 200, 200, 60, 60]);
});

test("an edge that leads back up goes round on the right", () => {
  const { points } = edgeRoute({
    source,
    target: { x: 60, y: -300 },
    lane: 0,
    lanes: 1,
    room: 88,
    isBlocked: false,
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
