import type { FlowNode, NodeId } from "@fairflow/flow";
import { arbitraryFlow } from "@fairflow/flow/arbitraries";
import { compile, libraryOf } from "@fairflow/interpreter";
import { coreFields } from "@fairflow/criteria";
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalog } from "./catalog.ts";

const definitions = Object.entries(catalog);
/** Ways out that the defaults name and a drawer renames. */
const NAMED_BY_DRAWER = new Set(["first", "yes", "champion", "challenger", "paid", "done"]);
const names = { segment: String, template: String, notice: String, step: String };

describe.for(definitions)("%s", ([name, definition]) => {
  const bindings = [definition.bind({ ...definition.defaults }), definition.bind({ nonsense: 1 })];

  test("is listed under its own type", () => {
    expect(definition.type).toBe(name);
  });

  test("begins with settings that parse, so that its ways out can be drawn", () => {
    const [fresh] = bindings;

    expect(fresh?.ok && fresh.node.exits.every(({ label }) => label !== "")).toBe(true);
    expect(fresh?.ok && fresh.node.sentence(names)).toMatch(/^[A-Z“]/u);
  });

  test("refuses what it does not know", () => {
    expect(bindings[1]).toMatchObject({ ok: false });
  });

  test("explains itself: what it does, when to use it, its ways out, an example", () => {
    const help = readFileSync(new URL(`${name}/help.md`, import.meta.url), "utf8");
    const [fresh] = bindings;

    expect(help.match(/^## .*$/gm)).toEqual(["## When to use it", "## Ways out", "## Example"]);
    const fixed = (fresh?.ok ? fresh.node.exits : []).filter(({ id }) => !NAMED_BY_DRAWER.has(id));
    expect(fixed.filter(({ id }) => !help.includes(`\`${id}\``))).toEqual([]);
  });
});

test("the document's reserved type names are no node types", () => {
  expect(
    ["constructor", "__proto__", "toString"].filter((type) => Object.hasOwn(catalog, type)),
  ).toEqual([]);
});

/** Settings from each type's defaults, broken here and there. */
const arbitraryConfig = (type: string): fc.Arbitrary<FlowNode["config"]> => {
  const defaults = definitions.find(([name]) => name === type)?.[1].defaults ?? {};
  const keys = Object.keys(defaults);
  return fc.oneof(
    fc.constant({ ...defaults }),
    fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
    fc
      .tuple(fc.constantFrom("x", ...keys), fc.jsonValue())
      .map(([key, value]) => ({ ...defaults, [key]: value })),
  );
};

const arbitraryDraft = fc
  .tuple(
    arbitraryFlow,
    fc.array(
      fc
        .constantFrom(...Object.keys(catalog), "constructor", "__proto__")
        .chain((type) => arbitraryConfig(type).map((config) => ({ type, config }))),
      { minLength: 8, maxLength: 8 },
    ),
  )
  .map(([flow, chosen]) => ({
    ...flow,
    nodes: flow.nodes.map((node, index) => ({ ...node, ...chosen[index] })),
  }));

test("compiling a draft of these nodes never throws, and names only nodes that are there", () => {
  fc.assert(
    fc.property(arbitraryDraft, (flow) => {
      const ids = new Set<NodeId | undefined>([undefined, ...flow.nodes.map(({ id }) => id)]);

      const compiled = compile({ catalog, flow, library: libraryOf({}), fields: coreFields });

      const issues = compiled.ok ? [] : compiled.issues;
      expect(issues.filter(({ node, message }) => !ids.has(node) || message === "")).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
