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
    { id: second, type: "wait", x: 270, y: 60 },
  ]);
  expect(ways).toEqual(["M120 45C195 45 195 105 270 105"]);
  expect(viewBox).toBe("-24 -24 438 198");
});

test("a flow without steps is drawn as nothing", () => {
  expect(miniatureOf(emptyFlow("None"))).toMatchObject({ steps: [], ways: [] });
});
