import { emptyFlow, type Flow, type FlowNode } from "@fairflow/flow";
import { libraryOf } from "@fairflow/interpreter";
import { describe, expect, test } from "vitest";
import { issuesOf, trialFlow } from "../trial.ts";
import { start, startConfigOf } from "./definition.ts";

const library = libraryOf({
  segments: [{ id: "late", name: "Late payers", version: 1, criteria: { kind: "all", of: [] } }],
});

/** A flow whose one start has these settings. */
function beginning(config: FlowNode["config"]): Flow {
  const flow = trialFlow("goal", { name: "Paid" });
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (node.type === "start" ? { ...node, config } : node)),
  };
}

const never = { kind: "never" };

describe("the settings of a flow's start", () => {
  test("are read from the document", () => {
    const config = { entry: { kind: "segment", segment: "late" }, reentry: never };

    expect(startConfigOf(beginning(config))).toEqual(config);
  });

  test.for<[string, Flow]>([
    ["without a start", emptyFlow("Empty")],
    ["with settings that do not fit", beginning({ entry: { kind: "whenever" } })],
    ["with settings that say more than a start has", beginning({ ...start.defaults, extra: 1 })],
  ])("are unknown %s", ([, flow]) => {
    expect(startConfigOf(flow)).toBeUndefined();
  });
});

test.for<[FlowNode["config"], readonly string[]]>([
  [{ entry: { kind: "segment", segment: "" }, reentry: never }, ["Choose the segment that enters"]],
  [
    { entry: { kind: "segment", segment: "gone" }, reentry: never },
    ['The segment "gone" does not exist'],
  ],
  [{ entry: { kind: "event", event: "promise-broken", segment: null }, reentry: never }, []],
  [
    { entry: { kind: "event", event: "promise-broken", segment: "" }, reentry: never },
    ["Choose a segment, or take everyone"],
  ],
  [
    {
      entry: {
        kind: "schedule",
        days: { kind: "weekdays", weekdays: [] },
        at: "08:00",
        segment: "late",
      },
      reentry: never,
    },
    ["Choose at least one weekday"],
  ],
  [
    { entry: { kind: "manual" }, reentry: { kind: "after-days", days: 0 } },
    ["reentry.days: Use a whole number from 1 to 3650"],
  ],
  [{ entry: { kind: "api" }, reentry: { kind: "each-due-date" } }, []],
])("%j has the issues %j", ([config, issues]) => {
  // A start stands in every trial, so it is tried as the second one, whose own issues come first.
  const found = issuesOf("start", config, library).filter(
    (message) => !/another$|back to the start$/.test(message),
  );

  expect(found).toEqual(issues);
});

test.for<[FlowNode["config"], string]>([
  [
    { entry: { kind: "segment", segment: "late" }, reentry: never },
    "Accounts enter as soon as they are in “Late payers”; each of them once",
  ],
  [
    {
      entry: {
        kind: "schedule",
        days: { kind: "day-of-month", day: 2 },
        at: "08:00",
        segment: "late",
      },
      reentry: { kind: "after-days", days: 30 },
    },
    "Accounts in “Late payers” enter on the 2nd of the month at 08:00; again no sooner than 30 days after they left",
  ],
  [
    {
      entry: { kind: "event", event: "custom:recalled", segment: null },
      reentry: { kind: "each-due-date" },
    },
    "An account enters when this happens: recalled; once for each due date that is missed",
  ],
])("%j reads %s", ([config, sentence]) => {
  const binding = start.bind(config);
  const names = { segment: () => "Late payers", template: String, notice: String, step: String };

  expect(binding.ok && binding.node.sentence(names)).toBe(sentence);
});
