import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryFlow, arbitraryNodeId } from "./arbitraries.ts";
import { removeNode } from "./edits.ts";
import { fragmentOf, pasteFragment } from "./fragment.ts";
import { emptyFlow, NodeId, type Flow } from "./flow.ts";
import { foldGroup, groupNodes, groupOf, groupsOf, renameGroup, ungroup } from "./groups.ts";
import { parseFlow } from "./parse-flow.ts";

const id = (text: string) => NodeId.parse(text);
const [a, b, c, g, h] = [id("a"), id("b"), id("c"), id("g"), id("h")];

const three: Flow = {
  ...emptyFlow("Test"),
  nodes: [a, b, c].map((each) => ({ id: each, type: "x", name: "", config: {} })),
};

test("a node that joins a group leaves the one that it was in, and an empty group is no more", () => {
  const first = groupNodes(three, { id: g, name: "First" }, [a, b]);

  const second = groupNodes(first, { id: h, name: "Second" }, [b, c]);
  expect(groupsOf(second).map(({ name, nodes }) => [name, nodes])).toEqual([
    ["First", [a]],
    ["Second", [b, c]],
  ]);
  expect(
    groupsOf(groupNodes(second, { id: id("i"), name: "" }, [a])).map(({ id: at }) => at),
  ).toEqual([h, id("i")]);
});

test("nothing is grouped under an id that is taken, and no group is made of nothing", () => {
  const grouped = groupNodes(three, { id: g, name: "First" }, [a]);

  expect(groupNodes(grouped, { id: g, name: "Again" }, [b])).toBe(grouped);
  expect(groupNodes(grouped, { id: a, name: "As a step" }, [b])).toBe(grouped);
  expect(groupNodes(grouped, { id: h, name: "None" }, [id("missing")])).toBe(grouped);
});

test("folding and renaming change the group and nothing that runs; taking it apart leaves no trace", () => {
  const grouped = groupNodes(three, { id: g, name: "First" }, [a, b]);

  const folded = renameGroup(foldGroup(grouped, g, true), g, "Reminders");

  expect(groupOf(folded, a)).toEqual({ id: g, name: "Reminders", nodes: [a, b], isFolded: true });
  expect({ ...folded, grouping: undefined }).toEqual({ ...three, grouping: undefined });
  expect(ungroup(folded, g)).toEqual(three);
  expect(ungroup(three, g)).toBe(three);
});

test("a node that is removed leaves its group", () => {
  const grouped = groupNodes(three, { id: g, name: "First" }, [a, b]);

  expect(groupOf(removeNode(grouped, a), b)?.nodes).toEqual([b]);
  expect(groupsOf(removeNode(removeNode(grouped, a), b))).toEqual([]);
});

test("a whole group is copied with its name, a part of one is not", () => {
  const grouped = groupNodes(three, { id: g, name: "First" }, [a, b]);

  const pasted = pasteFragment(grouped, fragmentOf(grouped, new Set([a, b])), {
    offset: { x: 0, y: 0 },
    newId: (old) => id(`${old}-2`),
  });

  expect(groupsOf(pasted)[1]).toEqual({
    id: "g-2",
    name: "First",
    nodes: ["a-2", "b-2"],
    isFolded: false,
  });
  expect(fragmentOf(grouped, new Set([a, c])).groups).toEqual([]);
});

test("whatever is grouped, the document still parses", () => {
  fc.assert(
    fc.property(arbitraryFlow, fc.array(arbitraryNodeId), arbitraryNodeId, (flow, ids, removed) => {
      const grouped = groupNodes(flow, { id: g, name: "New" }, ids);

      for (const each of [grouped, removeNode(grouped, removed), ungroup(grouped, g)]) {
        expect(parseFlow(each)).toMatchObject({ ok: true, flow: each });
      }
    }),
  );
});
