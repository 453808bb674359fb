import { connect, emptyFlow, NodeId, type Flow } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { expect, test } from "vitest";
import { stepViewer } from "../step-view.ts";
import { findInFlow } from "./find-in-flow.ts";
import { pathsTo } from "./path-to-step.ts";

const id = (text: string) => NodeId.parse(text);
const name = (missing: string) => `${missing} (missing)`;
const view = stepViewer(catalog, { segment: name, template: name, notice: name, step: name });

const drawn: Flow = {
  ...emptyFlow("Test"),
  nodes: [
    { id: id("start-1"), type: "start", name: "", config: {} },
    { id: id("check"), type: "condition", name: "Paid?", config: { note: "Ask Thandi" } },
    { id: id("sms-1"), type: "sms", name: "Thank you", config: { template: "thanks" } },
    { id: id("end-1"), type: "end", name: "", config: {} },
    { id: id("lost"), type: "wait", name: "Joined to nothing", config: {} },
  ],
  notes: [{ id: "n", text: "Check with\nlegal", color: "yellow", position: { x: 0, y: 0 } }],
};
const flow = [
  { from: id("start-1"), exit: "next", to: id("check") },
  { from: id("check"), exit: "yes", to: id("sms-1") },
  { from: id("check"), exit: "else", to: id("end-1") },
  { from: id("sms-1"), exit: "sent", to: id("end-1") },
].reduce(connect, drawn);

const problems = new Map([[id("lost"), ["No step leads here"]]]);
const templates = new Map([
  [
    "thanks",
    {
      id: "thanks",
      name: "Thanks",
      channel: "sms" as const,
      languages: { en: { body: "Your payment arrived" } },
      fallback: [],
    },
  ],
]);
const find = (words: string) =>
  findInFlow({ flow, view, problems, library: { templates: new Map(templates) } }, words);

test.for<[string, readonly (readonly [string, string])[]]>([
  ["thank", [["sms-1", "name"]]],
  ["PAID", [["check", "name"]]],
  ["wait", [["lost", "kind"]]],
  ["leads here", [["lost", "problem"]]],
  ["thandi", [["check", "text"]]],
  ["end-1", [["end-1", "id"]]],
  ["with legal", []],
  ["legal", [["n", "text"]]],
  ["  ", []],
])("%j is found", ([words, found]) => {
  expect(find(words).map((each) => [each.id, each.where])).toEqual(found);
});

test("the text of a message that a step sends is found, with a piece of it", () => {
  expect(find("payment arrived")).toEqual([
    {
      kind: "step",
      id: "sms-1",
      title: "Thank you",
      where: "text",
      excerpt: "Your payment arrived",
    },
  ]);
});

test("a path names the steps, and the ways out where there is a choice", () => {
  const pathTo = pathsTo(flow, view);

  expect(pathTo(id("start-1"))).toEqual(["Start"]);
  expect(pathTo(id("end-1"))).toEqual(["Start", "Paid?", "Otherwise", "End"]);
  expect(pathTo(id("lost"))).toEqual(["Joined to nothing"]);
});
