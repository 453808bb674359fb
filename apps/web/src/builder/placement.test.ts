import { addNode, connect, emptyFlow, NodeId, type Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { freePlaceBeside } from "./geometry.ts";
import { placeAfter, placeAlone, placeAside } from "./placement.ts";

const ids = { a: NodeId.parse("a"), b: NodeId.parse("b"), c: NodeId.parse("c") };

function flowOf(places: Readonly<Partial<Record<keyof typeof ids, [number, number]>>>): Flow {
  return Object.entries(places).reduce((flow, [id, [x, y]]) => {
    const node = { id: NodeId.parse(id), type: "wait", name: "", config: {} };
    return addNode(flow, node, { x, y });
  }, emptyFlow("Test"));
}

test("a step at an open end stands straight below", () => {
  const { position } = placeAfter(flowOf({ a: [0, 0] }), { from: ids.a, exit: "next" }, ["next"]);

  expect(position).toEqual({ x: 0, y: 160 });
});

test("the first branch goes straight on, the next beside it, and what need not lead on to their right", () => {
  const place = (exit: string) =>
    placeAfter(flowOf({ a: [0, 0] }), { from: ids.a, exit }, ["yes", "else"]).position.x;

  expect([place("yes"), place("else"), place("timeout")]).toEqual([0, 280, 560]);
});

test("a step on an edge takes its target's place, and moves down only what follows", () => {
  let flow = flowOf({ a: [0, 0], b: [0, 160], c: [600, 160] });
  flow = connect(flow, { from: ids.a, exit: "next", to: ids.b });

  const placed = placeAfter(flow, { from: ids.a, exit: "next" }, ["next"]);

  expect(placed.position).toEqual({ x: 0, y: 160 });
  expect(placed.flow.layout).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 0, y: 320 },
    c: { x: 600, y: 160 },
  });
});

test("nothing moves where there is room already", () => {
  let flow = flowOf({ a: [0, 0], b: [0, 480] });
  flow = connect(flow, { from: ids.a, exit: "next", to: ids.b });

  expect(placeAfter(flow, { from: ids.a, exit: "next" }, ["next"]).flow).toBe(flow);
});

test("a step never lands on another", () => {
  const { position } = placeAfter(
    flowOf({ a: [0, 0], b: [0, 160], c: [280, 160] }),
    { from: ids.a, exit: "next" },
    ["next"],
  );

  expect(position).toEqual({ x: 560, y: 160 });
});

test("what may stand on either side goes to the nearer one", () => {
  const taken = [
    { x: 0, y: 0 },
    { x: 280, y: 0 },
  ];

  expect(freePlaceBeside({ x: 8, y: 0 }, taken)).toEqual({ x: -280, y: 0 });
  expect(freePlaceBeside({ x: 272, y: 0 }, taken)).toEqual({ x: 560, y: 0 });
  expect(freePlaceBeside({ x: 8, y: 400 }, taken)).toEqual({ x: 8, y: 400 });
});

test("a step that is joined to nothing stands below everything", () => {
  expect(placeAlone(flowOf({ a: [80, 0], b: [400, 160] }))).toEqual({ x: 80, y: 320 });
});

test("a step that is come to from anywhere stands beside the others", () => {
  expect(placeAside(flowOf({ a: [80, 0], b: [400, 160] }))).toEqual({ x: 728, y: 160 });
});
