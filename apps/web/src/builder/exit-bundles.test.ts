import { addNode, connect, emptyFlow, NodeId } from "@fairflow/flow";
import { expect, test } from "vitest";
import { exitBundles } from "./exit-bundles.ts";
import type { StepViewer } from "./step-view.ts";

/** A step with three ways out, one below it, and one further below. */
function drawn() {
  const [source, near, far] = [
    NodeId.parse("source"),
    NodeId.parse("near"),
    NodeId.parse("far"),
  ] as const;
  const step = (id: NodeId) => ({ id, type: "sms", name: "", config: {} });
  let flow = addNode(emptyFlow("Test"), step(source), { x: 0, y: 0 });
  flow = addNode(flow, step(near), { x: 0, y: 150 });
  flow = addNode(flow, step(far), { x: 8, y: 400 });
  flow = connect(flow, { from: source, exit: "failed", to: near });
  flow = connect(flow, { from: source, exit: "sent", to: near });
  return { source, near, far, flow };
}

const view: StepViewer = (_flow, id) => ({
  id,
  type: "sms",
  typeTitle: "SMS",
  title: "SMS",
  sentence: "",
  family: "message",
  role: "step",
  mayStayOpen: false,
  isDisabled: false,
  whenDisabled: undefined,
  exits: [
    { id: "sent", label: "Sent" },
    { id: "not-allowed", label: "Not allowed" },
    { id: "failed", label: "Failed" },
  ],
});

test("ways out that lead to one step are one edge, named in the order of the step", () => {
  const { flow } = drawn();

  const bundles = exitBundles(flow, view);

  expect(bundles.map(({ label, offsets, lanes }) => ({ label, offsets, lanes }))).toEqual([
    { label: "Sent / Failed", offsets: [58, 174], lanes: 1 },
  ]);
});

test("when every way out leads to one step, the edge says so", () => {
  const { flow, source: from, near: to } = drawn();

  const [bundle] = exitBundles(connect(flow, { from, exit: "not-allowed", to }), view);

  expect(bundle?.label).toBe("In any case");
});

test("an edge past a step in its column goes round it; one beside it does not", () => {
  const { flow, source: from, far } = drawn();

  const past = exitBundles(connect(flow, { from, exit: "not-allowed", to: far }), view);
  const beside = { ...flow, layout: { ...flow.layout, far: { x: 400, y: 400 } } };

  expect(past.map(({ rail }) => rail)).toEqual([undefined, -16]);
  expect(
    exitBundles(connect(beside, { from, exit: "not-allowed", to: far }), view).map(
      ({ rail }) => rail,
    ),
  ).toEqual([undefined, undefined]);
});

test("edges turn within the room down to the nearest step", () => {
  const { flow } = drawn();

  expect(exitBundles(flow, view)[0]?.room).toBe(62);
});
