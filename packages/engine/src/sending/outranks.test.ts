import { expect, test } from "vitest";
import { outranks, type Ranked } from "./outranks.ts";

const all: readonly Ranked[] = ["a", "b", "c"].flatMap((id) =>
  [1, 50].flatMap((priority) => [true, false].map((isNotice) => ({ id, priority, isNotice }))),
);
const pairs = all.flatMap((one) =>
  all.flatMap((other) => (one.id === other.id ? [] : [{ one, other }])),
);

test("of two that differ exactly one outranks the other, so that a cap lets one through", () => {
  expect(pairs.filter(({ one, other }) => outranks(one, other) === outranks(other, one))).toEqual(
    [],
  );
});

test("nobody is outranked by somebody whom they outrank through others", () => {
  const ranks = pairs.filter(({ one, other }) => outranks(one, other));
  const circles = ranks.filter(({ one, other }) =>
    ranks.some((next) => next.one === other && outranks(next.other, one) && next.other !== one),
  );

  expect(circles).toEqual([]);
});

test("a notice comes before everything, then the more important flow", () => {
  const ranked: readonly Ranked[] = [
    { id: "d", priority: 1, isNotice: true },
    { id: "c", priority: 90, isNotice: false },
    { id: "a", priority: 10, isNotice: false },
    { id: "b", priority: 10, isNotice: false },
  ];

  expect(ranked.toReversed().toSorted((one, other) => (outranks(one, other) ? -1 : 1))).toEqual(
    ranked,
  );
});
