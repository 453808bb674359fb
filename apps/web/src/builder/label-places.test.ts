import fc from "fast-check";
import { expect, test } from "vitest";
import { labelPlaces, type NamedEdge } from "./label-places.ts";

function straightDown(x: number, width: number): NamedEdge {
  const points = [
    { x, y: 88 },
    { x, y: 160 },
  ];
  return { points, label: { x, y: 124 }, width, roomy: width };
}

test("a name that has the room stands where it would if it were alone", () => {
  expect(labelPlaces([straightDown(100, 90), straightDown(300, 90)], [])).toEqual([
    { x: 100, y: 124 },
    { x: 300, y: 124 },
  ]);
});

test("names of neighbours make room for each other, and each stays on its edge", () => {
  const edges = [straightDown(58, 150), straightDown(174, 150)];

  const places = labelPlaces(edges, []);

  const [left, right] = places;
  expect(Math.abs((left?.x ?? 0) - (right?.x ?? 0)) >= 150 || left?.y !== right?.y).toBe(true);
  for (const [index, { x }] of places.entries()) {
    expect(Math.abs(x - (edges[index]?.label.x ?? 0))).toBeLessThan(75);
  }
});

test("no name covers another or a step, as long as there is a place for it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 24, max: 190 }), { minLength: 2, maxLength: 3 }),
      (widths) => {
        const edges = widths.map((width, index) => ({ ...straightDown(58 * (index + 1), width) }));
        const long = edges.map(({ points: [begin], ...edge }) => ({
          ...edge,
          points: [begin ?? { x: 0, y: 0 }, { x: edge.label.x, y: 400 }],
        }));

        const places = labelPlaces(long, [{ x: 0, y: 0 }]);

        for (const [index, place] of places.entries()) {
          expect(place.y).toBeGreaterThanOrEqual(100);
          for (const [other, { x, y }] of places.entries()) {
            if (other === index) continue;
            const apart = ((widths[index] ?? 0) + (widths[other] ?? 0)) / 2;
            expect(Math.abs(x - place.x) >= apart || Math.abs(y - place.y) >= 24).toBe(true);
          }
        }
      },
    ),
  );
});

test("a name that may have numbers beside it is given the room for them where there is any", () => {
  const edges = [58, 174].map((x) => ({ ...straightDown(x, 80), roomy: 140 }));

  const [left, right] = labelPlaces(edges, []);

  expect((right?.x ?? 0) - (left?.x ?? 0)).toBeGreaterThanOrEqual(140);
});

test("a name keeps clear of a plus that stands below a way out which leads nowhere", () => {
  const [place] = labelPlaces(
    [straightDown(116, 120)],
    [],
    [{ x: 58, y: 88, width: 0, isLower: false }],
  );

  expect((place?.x ?? 0) - 60).toBeGreaterThanOrEqual(58 + 22);
});
