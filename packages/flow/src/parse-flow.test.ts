import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryFlow } from "./arbitraries.ts";
import { emptyFlow, Flow, flowJsonSchema, MAX_DOCUMENT_BYTES } from "./flow.ts";
import { parseFlow, parseFlowText, parseJsonText } from "./parse-flow.ts";

const chain = (length: number) => ({
  ...emptyFlow("Long"),
  nodes: Array.from({ length }, (_, index) => ({
    id: `n${index}`,
    type: "update",
    name: "",
    config: {},
  })),
});

const withNodes = (...nodes: readonly object[]) => ({ ...emptyFlow("Broken"), nodes });
const node = { id: "a", type: "end", name: "", config: {} };
const withGroups = (...groups: readonly object[]) => ({
  ...withNodes(node),
  grouping: {
    schema: "fairflow.groups/1",
    groups: groups.map((group) => ({ name: "", isFolded: false, ...group })),
  },
});
const edge = { from: "a", exit: "next", to: "b" };
const note = { id: "n", text: "", color: "blue", position: { x: 0, y: 0 } };

describe("a document from outside is refused with the place of its fault", () => {
  test.for<[string, unknown, string]>([
    ["an unknown key", { ...emptyFlow("Broken"), extra: 1 }, "extra"],
    ["an unknown key in a node", withNodes({ ...node, color: "red" }), "nodes[0].color"],
    ["a node type that is no text", withNodes({ ...node, type: 7 }), "nodes[0].type"],
    ["an id with a space", withNodes({ ...node, id: "a b" }), "nodes[0].id"],
    ["an id of 65 letters", withNodes({ ...node, id: "a".repeat(65) }), "nodes[0].id"],
    ["the id __proto__", withNodes({ ...node, id: "__proto__" }), "nodes[0].id"],
    ["a node id twice", withNodes(node, { ...node }), "nodes[1].id"],
    ["a note id twice", { ...emptyFlow("Broken"), notes: [note, note] }, "notes[1].id"],
    [
      "two edges from one exit",
      { ...emptyFlow("Broken"), edges: [edge, { ...edge, to: "c" }] },
      "edges[1]",
    ],
    ["a config that is a list", withNodes({ ...node, config: [] }), "nodes[0].config"],
    ["NaN", withNodes({ ...node, config: { days: Number.NaN } }), "nodes[0].config.days"],
    ["infinity", { ...emptyFlow("Broken"), layout: { a: { x: Infinity, y: 0 } } }, "layout.a.x"],
    ["undefined", withNodes({ ...node, config: { days: undefined } }), "nodes[0].config.days"],
    ["a group of nothing", withGroups({ id: "g", nodes: [] }), "grouping.groups[0].nodes"],
    ["a group called like a step", withGroups({ id: "a", nodes: ["a"] }), "grouping.groups[0].id"],
    [
      "a step in two groups",
      withGroups({ id: "g", nodes: ["a"] }, { id: "h", nodes: ["b", "a"] }),
      "grouping.groups[1].nodes[1]",
    ],
    [
      "groups of a later form",
      { ...emptyFlow("Broken"), grouping: { schema: "fairflow.groups/2", groups: [] } },
      "grouping.schema",
    ],
    ["another schema", { ...emptyFlow("Broken"), schema: "fairflow.flow/2" }, "schema"],
    ["2,001 nodes", chain(2_001), "nodes"],
    ["null", null, ""],
    ["a list", [], ""],
  ])("%s", ([, document, path]) => {
    const parsed = parseFlow(document);

    expect(parsed).toMatchObject({ ok: false, problems: [{ path }] });
  });

  test.for<[string, string]>([
    ['{"__proto__":{}}', "__proto__"],
    ['{"nodes":[{"config":{"__proto__":{"x":1}}}]}', "nodes[0].config.__proto__"],
    ['{"layout":{"__proto__":{"x":1,"y":1}}}', "layout.__proto__"],
    ['{"name":1e999}', "name"],
  ])("%s", ([text, path]) => {
    expect(parseFlowText(text)).toMatchObject({ ok: false, problems: [{ path }] });
  });

  test.for(["", "{", "{'a':1}", "NaN", "undefined", '{"a":1,}', "\uFEFF{}"])(
    "%j is not JSON",
    (text) => {
      const parsed = parseFlowText(text);

      expect(parsed).toMatchObject({ ok: false, problems: [{ path: "" }] });
      expect(parsed.ok ? "" : parsed.problems[0]?.message).toMatch(/^This is not JSON: /);
    },
  );

  test("nesting too deep for a recursive parser is refused rather than exhausting it", () => {
    const text = `{"nodes":[{"config":{"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}}]}`;

    const parsed = parseFlowText(text);

    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? "" : parsed.problems[0]?.message).toBe("Nested deeper than 64 levels");
  });

  test("a value that contains itself is refused rather than followed for ever", () => {
    const config: Record<string, unknown> = {};
    config["self"] = config;

    expect(parseFlow(withNodes({ ...node, config })).ok).toBe(false);
  });

  test("problems name every fault, not only the first", () => {
    const parsed = parseFlow(withNodes({ ...node, id: "?" }, { ...node, x: 1, y: 2 }));

    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual([
      "nodes[0].id",
      "nodes[1].x",
      "nodes[1].y",
    ]);
  });
});

describe("a document of the largest size", () => {
  test("is read at 1 MB and refused at one byte more", () => {
    // White space around a document is part of it.
    const full = JSON.stringify(emptyFlow("Full")).padEnd(MAX_DOCUMENT_BYTES);

    expect([parseFlowText(full).ok, parseFlowText(`${full} `).ok]).toEqual([true, false]);
  });

  test("counts bytes, not characters", () => {
    // Two quotation marks, and three bytes for each sign.
    const most = Math.floor((MAX_DOCUMENT_BYTES - 2) / 3);
    const texts = [most, most + 1].map((euros) => JSON.stringify("€".repeat(euros)));

    expect(texts.map((text) => parseJsonText(text).ok)).toEqual([true, false]);
  });

  test("has 2,000 nodes, and warns over 500", () => {
    const warnings = [500, 501, 2_000].map((length) => {
      const parsed = parseFlow(chain(length));
      return parsed.ok ? parsed.warnings.length : "refused";
    });

    expect(warnings).toEqual([0, 1, 1]);
  });
});

test("every flow survives the way through JSON unchanged", () => {
  fc.assert(
    fc.property(arbitraryFlow, (flow) => {
      const text = JSON.stringify(flow);

      expect(parseFlowText(text)).toEqual({ ok: true, flow: JSON.parse(text), warnings: [] });
    }),
  );
});

test("reading never throws, whatever the text or value", () => {
  const nearFlow = fc.record(
    {
      schema: fc.oneof(fc.constant("fairflow.flow/1"), fc.anything()),
      name: fc.anything(),
      nodes: fc.oneof(fc.array(fc.object()), fc.anything()),
      edges: fc.oneof(fc.array(fc.object()), fc.anything()),
      layout: fc.oneof(fc.dictionary(fc.string(), fc.anything()), fc.anything()),
      notes: fc.anything(),
      settings: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        nearFlow.map((flow) => JSON.stringify(flow) ?? ""),
      ),
      (text) => {
        expect(typeof parseFlowText(text).ok).toBe("boolean");
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true }), nearFlow),
      (value) => {
        expect(typeof parseFlow(value).ok).toBe("boolean");
      },
    ),
  );
});

test("the JSON Schema lists the keys that the reader knows", () => {
  expect(flowJsonSchema()).toMatchObject({
    type: "object",
    additionalProperties: false,
    required: Object.keys(Flow.shape).filter((key) => key !== "grouping"),
  });
});
