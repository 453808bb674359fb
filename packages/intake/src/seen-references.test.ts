import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SeenReferences } from "./seen-references.ts";

test("answers as a map from reference to first line does, through every growth", () => {
  const seen = new SeenReferences();
  const lines = new Map<string, number>();

  for (let line = 1; line <= 20_000; line++) {
    const reference = `A-${(line * 7919) % 15_000}`;
    expect(seen.add(reference, line)).toBe(lines.get(reference));
    if (!lines.has(reference)) lines.set(reference, line);
  }
});

test("tells any few references apart", () => {
  const references = fc.uniqueArray(fc.string({ unit: "binary" }), { maxLength: 50 });

  fc.assert(
    fc.property(references, (different) => {
      const seen = new SeenReferences();

      expect(different.map((reference, index) => seen.add(reference, index + 1))).toEqual(
        different.map(() => undefined),
      );
    }),
  );
});
