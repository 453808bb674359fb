import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryFlow } from "./arbitraries.ts";
import { NodeId } from "./flow.ts";
import { findCycle, graphOf, reachableFrom, type Graph } from "./graph.ts";

const id = (text: string) => NodeId.parse(text);

/** Reads `a.next>b c.yes>a`. */
function graph(text: string): Graph {
  const edges = text.split(" ").map((part) => {
    const [from = "", exit = "", to = ""] = part.split(/[.>]/);
    return { from: id(from), exit, to: id(to) };
  });
  const ids = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return graphOf({
    nodes: [...ids].map((node) => ({ id: node, type: "x", name: "", config: {} })),
    edges,
  });
}

const everything = () => true;

test("edges to or from nodes that do not exist are left out", () => {
  const known = graphOf({
    nodes: [{ id: id("a"), type: "x", name: "", config: {} }],
    edges: [
      { from: id("a"), exit: "next", to: id("ghost") },
      { from: id("ghost"), exit: "next", to: id("a") },
    ],
  });

  expect(known.exitsOf).toEqual(new Map([["a", new Map()]]));
});

test("reaches what a way leads to, and nothing else", () => {
  const reached = reachableFrom(graph("a.next>b b.yes>c b.no>a d.next>c"), [id("a")]);

  expect(reached).toEqual(new Set(["a", "b", "c"]));
});

test("finds the nodes of a cycle in order, without those that only lead into it", () => {
  const cycle = findCycle(graph("in.next>a a.next>b b.next>c c.next>a b.no>out"), everything);

  expect(cycle).toEqual(["a", "b", "c"]);
});

test("finds a node that leads to itself", () => {
  expect(findCycle(graph("a.next>a"), everything)).toEqual(["a"]);
});

test("a cycle that passes a node which does not count is none", () => {
  const cycle = findCycle(graph("a.next>b b.next>a"), (node) => node !== "b");

  expect(cycle).toBeUndefined();
});

test("two ways to the same node are no cycle", () => {
  expect(findCycle(graph("a.yes>b a.no>c b.next>d c.next>d"), everything)).toBeUndefined();
});

test("a chain of 100,000 nodes does not exhaust the stack", () => {
  const long = graph(
    Array.from({ length: 100_000 }, (_, index) => `n${index}.next>n${index + 1}`).join(" "),
  );

  expect(findCycle(long, everything)).toBeUndefined();
  expect(reachableFrom(long, [id("n0")]).size).toBe(100_001);
});

test("a cycle is found exactly when some node can be reached from itself", () => {
  fc.assert(
    fc.property(arbitraryFlow, fc.func(fc.boolean()), (flow, counts) => {
      const all = graphOf(flow);
      const kept: Graph = {
        exitsOf: new Map(
          [...all.exitsOf]
            .filter(([node]) => counts(node))
            .map(([node, exits]) => [node, new Map([...exits].filter(([, to]) => counts(to)))]),
        ),
      };
      const isOnCycle = (node: NodeId) =>
        reachableFrom(kept, kept.exitsOf.get(node)?.values() ?? []).has(node);

      const cycle = findCycle(all, counts);

      expect(cycle !== undefined).toBe([...kept.exitsOf.keys()].some(isOnCycle));
      for (const [index, node] of (cycle ?? []).entries()) {
        const next = cycle?.[(index + 1) % cycle.length];
        expect([...(kept.exitsOf.get(node)?.values() ?? [])]).toContain(next);
      }
    }),
  );
});
