import { expect, test } from "vitest";
import { emptyFlow, NodeId, type Flow } from "./flow.ts";
import { fragmentOf, pasteFragment } from "./fragment.ts";

const id = (text: string) => NodeId.parse(text);
const node = (name: string) => ({ id: id(name), type: "x", name, config: {} });
const origin = { x: 0, y: 0 };

test("a paste keeps the edges among the chosen nodes, under new ids and beside the old", () => {
  const flow: Flow = {
    ...emptyFlow("Test"),
    nodes: ["a", "b", "c"].map(node),
    edges: [
      { from: id("a"), exit: "next", to: id("b") },
      { from: id("b"), exit: "next", to: id("c") },
    ],
    layout: Object.fromEntries(["a", "b", "c"].map((name) => [name, origin])),
  };
  const fragment = fragmentOf(flow, new Set([id("a"), id("b")]));

  const pasted = pasteFragment(flow, fragment, {
    offset: { x: 40, y: 10 },
    newId: (old) => id(`${old}2`),
  });

  expect(pasted.nodes.map((each) => each.id)).toEqual(["a", "b", "c", "a2", "b2"]);
  expect(pasted.edges.slice(2)).toEqual([{ from: "a2", exit: "next", to: "b2" }]);
  expect([pasted.layout[id("a")], pasted.layout[id("a2")]]).toEqual([origin, { x: 40, y: 10 }]);
});

test("a pasted node without a place gets none, whatever it is called", () => {
  const fragment = { nodes: [node("constructor")], edges: [], layout: {} };

  const pasted = pasteFragment(emptyFlow("Test"), fragment, {
    offset: origin,
    newId: () => id("copy"),
  });

  expect(pasted.layout).toEqual({});
});
