import { zoneNamed } from "@fairflow/calendar";
import { zones } from "@fairflow/calendar/zones";
import { expect, test } from "vitest";
import { legalStepEntry, stepEntry } from "./step-entries.ts";

const zone = zoneNamed(zones, "Africa/Johannesburg");
if (zone === undefined) throw new RangeError("The zone table lacks Johannesburg");

test("a legal step tells what the gate said of it, by which rule, and where it stands in the flow", () => {
  const entry = legalStepEntry(
    {
      id: "019ab000-0000-7000-8000-000000000002",
      at: new Date("2026-11-24T08:00:00Z"),
      step: "commence_legal_proceedings",
      verdict: "deferred",
      until: new Date("2026-12-09T00:00:00+02:00"),
      reason: null,
      rules: ["za.gate.legal"],
      place: {
        flowId: "019ab000-0000-7000-8000-000000000003",
        flowName: "Legal demand",
        version: 2,
        nodeId: "legal",
        node: { type: "task", name: "Hand over", config: {} },
      },
    },
    zone,
  );

  expect(entry).toMatchObject({
    kind: "legal-step",
    title: 'Legal step, "Begin legal proceedings": has to wait until 9 Dec, 00:00',
    rules: [{ id: "za.gate.legal", words: expect.stringMatching(/\w+ \w+/) }],
    flow: { name: "Legal demand", nodeName: "Hand over" },
  });
});

test.for([
  { account: "INV-1", exits: ["next", ""], detail: "INV-1. Went on: next" },
  { account: "INV-1", exits: ["", ""], detail: "INV-1" },
  { account: null, exits: ["", ""], detail: null },
])("a step of account $account that left by $exits reads $detail", ({ account, exits, detail }) => {
  const step = stepEntry({
    id: "run.1",
    at: new Date(0),
    nodes: ["begin", "patience"],
    documents: [],
    exits,
    inputs: {},
    currency: "ZAR",
    disabled: [],
    account,
    movedFrom: null,
    place: { flowId: "flow", flowName: "Early arrears", version: 1 },
  });

  expect(step.detail).toBe(detail);
});

test("a disabled step that was passed says so, and the way by which it was passed says nothing", () => {
  const step = stepEntry({
    id: "run.1",
    at: new Date(0),
    nodes: ["begin", "reminder", "patience"],
    documents: [],
    exits: ["next", "sent", ""],
    inputs: {},
    currency: "ZAR",
    disabled: ["reminder"],
    account: null,
    movedFrom: null,
    place: { flowId: "flow", flowName: "Early arrears", version: 1 },
  });

  expect([step.title, step.detail]).toEqual([
    'Came to "begin", then "reminder" (disabled), then "patience"',
    "Went on: next",
  ]);
});
