import { addNode, connect, emptyFlow, NodeId } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { expect, test } from "vitest";
import { stepViewer } from "../step-view.ts";
import { nextPlace } from "./insert-step.ts";

const [step, next] = [NodeId.parse("step"), NodeId.parse("next")];
const names = { segment: String, template: String, notice: String, step: String };
const view = stepViewer(catalog, names);

function flowWith(type: keyof typeof catalog) {
  const config = Object.fromEntries(Object.entries(Object(catalog[type].defaults)));
  return addNode(emptyFlow("Any"), { id: step, type, name: "", config }, { x: 0, y: 0 });
}

test("what is added behind a message is for everybody, whether it reached them or not", () => {
  expect(nextPlace(flowWith("sms"), view, step, false)).toEqual({
    after: { from: step, exit: "sent" },
    also: [
      { from: step, exit: "not-allowed" },
      { from: step, exit: "failed" },
    ],
  });
});

test("what is added behind a wait for something is only for those to whom it happened", () => {
  expect(nextPlace(flowWith("wait-for"), view, step, false)).toEqual({
    after: { from: step, exit: "paid" },
  });
});

test("a message that leads on leaves only what is open to the next step", () => {
  let flow = flowWith("sms");
  flow = addNode(flow, { id: next, type: "end", name: "", config: {} }, { x: 0, y: 160 });
  flow = connect(flow, { from: step, exit: "sent", to: next });

  expect(nextPlace(flow, view, step, false)).toEqual({
    after: { from: step, exit: "not-allowed" },
  });
});
