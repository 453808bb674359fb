import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryFlow, arbitraryNodeId } from "./arbitraries.ts";
import { diffFlows, diffMarks, runsAlike } from "./diff.ts";
import { disableNodes, enableNodes } from "./disabled-nodes.ts";
import { emptyFlow, NodeId, type Flow } from "./flow.ts";
import { mergeFlows } from "./merge.ts";
import { parseFlow } from "./parse-flow.ts";

const [a, b] = [NodeId.parse("a"), NodeId.parse("b")];
const DRAWN: Flow = {
  ...emptyFlow("Reminders"),
  nodes: [
    { id: a, type: "wait", name: "", config: { kind: "days", days: 3 } },
    { id: b, type: "end", name: "", config: {} },
  ],
  edges: [{ from: a, exit: "next", to: b }],
};

test("a node that is disabled and enabled again is as it was, with its ways out", () => {
  fc.assert(
    fc.property(arbitraryFlow, fc.uniqueArray(arbitraryNodeId), (drawn, chosen) => {
      const ids = new Set(chosen);
      const enabled = enableNodes(drawn, ids);

      const disabled = disableNodes(enabled, ids);

      expect(parseFlow(disabled)).toMatchObject({ ok: true, flow: disabled });
      expect(enableNodes(disabled, ids)).toEqual(enabled);
      expect(disabled.edges).toBe(drawn.edges);
      expect(disableNodes(disabled, ids)).toBe(disabled);
    }),
  );
});

test("disabling changes what runs, and is told as one field of that node", () => {
  const diff = diffFlows(DRAWN, disableNodes(DRAWN, new Set([a])));

  expect(diff.changed.map(({ id, fields }) => ({ id, fields }))).toEqual([
    { id: a, fields: [{ path: ["disabled"], before: undefined, after: true }] },
  ]);
  expect(diffMarks(diff)).toEqual(new Map([[a, "changed"]]));
  expect(runsAlike(diff)).toBe(false);
});

test("a merge keeps my disabling beside another's edit of another node", () => {
  const mine = disableNodes(DRAWN, new Set([a]));
  const theirs = {
    ...DRAWN,
    nodes: DRAWN.nodes.map((node) => (node.id === b ? { ...node, name: "Done" } : node)),
  };

  const merged = mergeFlows({ base: DRAWN, mine, theirs }, new Map());

  expect(merged.nodes).toEqual([mine.nodes[0], theirs.nodes[1]]);
});

test("only a mark of true is read: a node is disabled or says nothing of it", () => {
  const nodes = DRAWN.nodes.map((node) => ({ ...node, disabled: false }));

  expect(parseFlow({ ...DRAWN, nodes })).toMatchObject({
    ok: false,
    problems: [{ path: "nodes[0].disabled" }, { path: "nodes[1].disabled" }],
  });
});
