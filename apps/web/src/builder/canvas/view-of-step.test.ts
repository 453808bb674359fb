import { expect, test } from "vitest";
import { viewportFor } from "./view-of-step.ts";

function viewAt(zoom: number) {
  return { transform: [0, 0, zoom] satisfies [number, number, number], width: 800, height: 600 };
}

test("what is shown already is left where it is", () => {
  expect(viewportFor({ x: 300, y: 300 }, viewAt(1))).toBeUndefined();
});

test.for([
  ["below", { x: 300, y: 560 }, { x: 0, y: -180, zoom: 1 }],
  ["beside", { x: 700, y: 200 }, { x: -156, y: 0, zoom: 1 }],
  ["above", { x: 300, y: -20 }, { x: 0, y: 44, zoom: 1 }],
] as const)("the view moves by as little as it takes to show what is %s", ([, place, viewport]) => {
  expect(viewportFor(place, viewAt(1))).toEqual(viewport);
});

test("what is far away comes to the middle, and so does what is too small to read", () => {
  expect(viewportFor({ x: 3_000, y: 100 }, viewAt(1))).toEqual({ x: -2_716, y: 156, zoom: 1 });
  expect(viewportFor({ x: 2_600, y: 100 }, viewAt(0.3))?.zoom).toBe(0.6);
});
