import { addNode, emptyFlow, NodeId } from "@fairflow/flow";
import type { FlowExport } from "@fairflow/interpreter";
import { expect, test } from "vitest";
import { clashesIn, underNewIds, usingOwn, type Clash } from "./resolve-clashes.ts";

const node = {
  id: NodeId.parse("who"),
  type: "segment",
  name: "late",
  config: {
    segments: [
      { id: "late", segment: "late" },
      { id: "other", segment: "small" },
    ],
  },
};
const brought: FlowExport = {
  schema: "fairflow.export/1",
  flow: addNode(emptyFlow("Test"), node, { x: 0, y: 0 }),
  segments: [
    { id: "late", name: "Late", version: 1, criteria: { kind: "all", of: [] } },
    { id: "small", name: "Small", version: 1, criteria: { kind: "all", of: [] } },
  ],
  templates: [],
};
const clashes: readonly Clash[] = [{ kind: "segment", id: "late", name: "Late" }];

test("what is here already is used when the export leaves it out", () => {
  const own = usingOwn(brought, clashes);

  expect(own.segments.map(({ id }) => id)).toEqual(["small"]);
  expect(own.flow).toBe(brought.flow);
});

test("what clashes comes under a new id, and the flow refers to it by that", () => {
  const renamed = underNewIds(brought, clashes, () => "late-2");

  expect(renamed.segments.map(({ id, name }) => [id, name])).toEqual([
    ["late-2", "Late (2)"],
    ["small", "Small"],
  ]);
  // The way out is called `late` too, which is not a reference.
  expect(renamed.flow.nodes[0]?.config).toEqual({
    segments: [
      { id: "late", segment: "late-2" },
      { id: "other", segment: "small" },
    ],
  });
});

test("a refusal for another reason has no clashes", () => {
  expect(clashesIn({ issues: [] })).toEqual([]);
  expect(clashesIn(undefined)).toEqual([]);
});
