import { emptyFlow, Flow, NodeId } from "@fairflow/flow";
import { expect, test } from "vitest";
import { readSettings } from "./step-settings-text.ts";

const id = NodeId.parse("w");
const flow = Flow.parse({
  ...emptyFlow("Flow"),
  nodes: [
    { id: "s", type: "start", name: "", config: {} },
    { id: "w", type: "wait", name: "", config: { kind: "days", days: 3 } },
  ],
});

test("takes settings over as they are written, whether or not the step's type likes them", () => {
  expect(readSettings('{ "kind": "days", "days": "many" }', flow, id)).toEqual({
    ok: true,
    config: { kind: "days", days: "many" },
  });
});

test.for<[string, string, RegExp]>([
  ["no JSON", '{ "kind": ', /./],
  ["no object", "[1]", /./],
  ["a reserved name", '{ "a": { "__proto__": 1 } }', /^a.__proto__: .*reserved/],
])("says what keeps it from being taken over: %s", ([, text, problem]) => {
  expect(readSettings(text, flow, id)).toEqual({
    ok: false,
    problem: expect.stringMatching(problem),
  });
});
