import { connect, configureNode, emptyFlow, NodeId } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { expect, test } from "vitest";
import { nextPlace } from "./commands/insert-step.ts";
import { drawnFlow } from "./fixtures/builder-of.ts";
import { stepViewer } from "./step-view.ts";

const [wait, sms] = [NodeId.parse("wait"), NodeId.parse("sms")];
const names = { segment: String, template: String, notice: String, step: String };
const emptied = { config: { kind: "days", days: "" }, exits: ["next"] };

test("a step whose number was emptied still leads on, to what is added next", () => {
  const view = stepViewer(catalog, names);
  const flow = configureNode(drawnFlow("wait sms"), wait, emptied);

  expect(nextPlace(flow, view, wait, false)).toEqual({ after: { from: wait, exit: "next" } });
});

test("of a step that does not fit, the ways out are those that are drawn now", () => {
  const view = stepViewer(catalog, names);
  const flow = configureNode(drawnFlow("wait sms"), wait, emptied);
  const before = view(flow, wait);

  const drawn = connect(flow, { from: wait, exit: "passed", to: sms });

  expect(before?.exits).toEqual([{ id: "next", label: "Next" }]);
  expect(view(drawn, wait)?.exits).toEqual([{ id: "passed", label: "passed" }]);
  expect(view(drawn, wait)).toBe(view(drawn, wait));
});

test("a step that nobody knows and a step that is gone say so", () => {
  const view = stepViewer({}, names);

  expect(view(drawnFlow("wait"), wait)?.typeTitle).toBe("Unknown step “wait”");
  expect(view(emptyFlow("None"), wait)).toBeUndefined();
});
