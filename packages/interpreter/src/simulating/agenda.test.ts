import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createAgenda } from "./agenda.ts";

test("gives what is due at the earliest instant, each once, indices ascending", () => {
  const agenda = createAgenda();
  for (const [atMs, index] of [
    [5, 2],
    [3, 7],
    [5, 1],
    [3, 7],
  ] as const) {
    agenda.add(atMs, index);
  }

  expect([agenda.next(), agenda.next(), agenda.next()]).toEqual([
    { atMs: 3, indices: [7] },
    { atMs: 5, indices: [1, 2] },
    null,
  ]);
});

test("gives everything in order, whatever the order in which it came", () => {
  const entries = fc.array(fc.tuple(fc.nat(20), fc.nat(20)));
  fc.assert(
    fc.property(entries, (added) => {
      const agenda = createAgenda();
      for (const [atMs, index] of added) agenda.add(atMs, index);

      const given: (readonly [number, number])[] = [];
      for (let due = agenda.next(); due !== null; due = agenda.next()) {
        for (const index of due.indices) given.push([due.atMs, index]);
      }

      const distinct = new Map(added.map(([atMs, index]) => [`${atMs} ${index}`, [atMs, index]]));
      const sorted = [...distinct.values()].toSorted(
        ([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j,
      );
      expect(given).toEqual(sorted);
    }),
  );
});
