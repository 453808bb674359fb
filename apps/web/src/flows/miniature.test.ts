import { addNode, connect, emptyFlow, NodeId } from "@fairflow/flow";
import { expect, test } from "vitest";
import { miniatureOf } from "./miniature.ts";

const [first, second] = [NodeId.parse("first"), NodeId.parse("second")];
const step = (id: NodeId) => ({ id, type: "wait", name: "", config: {} });

test("a flow that goes down on the canvas goes to the right, and each pair of steps has one way", () => {
  let flow = addNode(emptyFlow("Any"), step(first), { x: 0, y: 0 });
  flow = addNode(flow, step(second), { x: 100, y: 200 });
  for (const exit of ["next", "passed"]) flow = connect(flow, { from: first, exit, to: second });

  const { steps, ways, viewBox } = miniatureOf(flow);

  expect(steps).toEqual([
    { id: first, type: "wait", x: 0, y: 0 },
    { id: second, type: "wait", x: 225, y: 60 },
  ]);
  expect(ways).toEqual([{ path: "M120 45C172.5 45 172.5 105 225 105", isFar: false }]);
  expect(viewBox).toBe("-24 -24 393 198");
});

test("a way that leads back, or past other steps, is told from those to the next", () => {
  let flow = addNode(emptyFlow("Any"), step(first), { x: 0, y: 0 });
  flow = addNode(flow, step(second), { x: 0, y: 480 });
  flow = connect(flow, { from: first, exit: "next", to: second });
  flow = connect(flow, { from: second, exit: "next", to: first });

  expect(miniatureOf(flow).ways.map(({ isFar }) => isFar)).toEqual([true, true]);
});

test("a flow without steps is drawn as nothing", () => {
  expect(miniatureOf(emptyFlow("None"))).toMatchObject({ steps: [], ways: [] });
});
