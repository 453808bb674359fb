import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryFlow } from "./arbitraries.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sameDocument } from "./same-document.ts";

/** As a database gives it back: the same values under keys in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

test("a flow says the same whatever the order of its keys", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      const other = { ...flow };
      Object.assign(other, reordered(flow));

      expect(sameDocument(flow, other)).toBe(true);
    }),
  );
});

test("two flows that say the same are written the same once their keys are sorted", () => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryFlow, (one, other) => {
      const isSame = canonicalJson(one) === canonicalJson(other);

      expect(sameDocument(one, other)).toBe(isSame);
    }),
  );
});

test.for<[string, (config: Record<string, unknown>) => Record<string, unknown>]>([
  ["a value that changed", (config) => ({ ...config, days: 4 })],
  ["a value more", (config) => ({ ...config, hours: 1 })],
  ["a list in another order", (config) => ({ ...config, list: [2, 1] })],
  ["a list for an object", (config) => ({ ...config, deep: [] })],
  ["null for an object", (config) => ({ ...config, deep: null })],
])("%s is a difference, at any depth", ([, change]) => {
  fc.assert(
    fc.property(
      arbitraryFlow.filter(({ nodes }) => nodes.length > 0),
      (flow) => {
        const config = { days: 3, list: [1, 2], deep: {} };
        const withConfig = (settings: Record<string, unknown>) => ({
          ...flow,
          nodes: flow.nodes.map((node) => ({ ...node, config: settings })),
        });

        expect(sameDocument(withConfig(config), withConfig(change(config)))).toBe(false);
        expect(sameDocument(withConfig(config), withConfig({ ...config, none: undefined }))).toBe(
          true,
        );
      },
    ),
  );
});
