import type { Exit } from "@fairflow/interpreter";
import { ExitId } from "@fairflow/flow";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exitOffset } from "./geometry.ts";
import { openEndName } from "./open-end-name.ts";

const exitsCalled = (labels: readonly string[]): readonly Exit[] =>
  labels.map((label, index) => ({ id: ExitId.parse(`exit-${index}`), label }));

test("names that have the room stand side by side, each whole", () => {
  const exits = exitsCalled(["Yes", "Otherwise"]);

  expect(exits.map((_, index) => openEndName(exits, index).isLower)).toEqual([false, false]);
  expect(openEndName(exits, 1).width).toBeLessThanOrEqual(openEndName(exits, 1).room);
});

test("no name touches another, however many and however long they are", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 80 }), { minLength: 2, maxLength: 9 }),
      (labels) => {
        const exits = exitsCalled(labels);
        const names = exits.map((_, index) => ({
          ...openEndName(exits, index),
          x: exitOffset(index, exits.length),
        }));
        for (const [index, name] of names.entries()) {
          for (const other of names.slice(index + 1)) {
            const apart = other.x - name.x;
            if (other.isLower !== name.isLower) continue;
            expect(apart).toBeGreaterThanOrEqual((name.width + other.width) / 2);
          }
        }
      },
    ),
  );
});
