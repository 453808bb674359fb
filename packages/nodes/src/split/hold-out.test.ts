import { fieldsWith } from "@fairflow/criteria";
import { DEFAULT_SETTINGS, Flow } from "@fairflow/flow";
import { compile, libraryOf } from "@fairflow/interpreter";
import { expect, test } from "vitest";
import { catalog } from "../catalog.ts";

const STEPS = {
  start: { type: "start", config: { entry: { kind: "manual" }, reentry: { kind: "never" } } },
  split: {
    type: "split",
    config: {
      shares: [
        { id: "none", label: "Nothing", percent: 50, holdOut: true },
        { id: "some", label: "Some", percent: 50 },
      ],
    },
  },
  wait: { type: "wait", config: { kind: "days", days: 2 } },
  text: { type: "sms", config: { template: "t", purpose: "collection" } },
  call: { ...stepOf("task") },
  end: { type: "end", config: { reason: "over" } },
} as const;
const library = libraryOf({
  templates: [
    { id: "t", name: "T", channel: "sms", languages: { en: { body: "Hello" } }, fallback: [] },
  ],
});

function stepOf(type: "task") {
  return { type, config: catalog[type].defaults };
}

/** What is wrong with a flow of these steps, each connection as `from.exit>to`. */
function issuesOf(connections: string, disabled: readonly string[] = []) {
  const edges = connections.split(" ").map((each) => {
    const [from, exit, to] = each.split(/[.>]/);
    return { from, exit, to };
  });
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const flow = Flow.parse({
    schema: "fairflow.flow/1",
    name: "Held",
    nodes: Object.entries(STEPS)
      .filter(([id]) => used.has(id))
      .map(([id, step]) => ({
        id,
        name: id,
        ...step,
        ...(disabled.includes(id) ? { disabled: true } : {}),
      })),
    edges,
    layout: {},
    notes: [],
    settings: DEFAULT_SETTINGS,
  });
  const compiled = compile({ catalog, flow, library, fields: fieldsWith([]) });
  return compiled.ok ? [] : compiled.issues;
}

const FAULT = (step: string) => ({
  node: "split",
  exit: "none",
  message: `The way out “Nothing 50 %” is a hold-out, and leads to “${step}”, which reaches people`,
});

test("a hold-out may wait and end beside a share that is sent something", () => {
  expect(
    issuesOf("start.next>split split.none>wait wait.next>end split.some>text text.sent>wait"),
  ).toEqual([]);
});

test.for([
  ["a message", "start.next>split split.none>text split.some>text text.sent>end", "text"],
  [
    "a message after a wait",
    "start.next>split split.none>wait wait.next>text split.some>text text.sent>end",
    "text",
  ],
  [
    "a task, of which a call may come",
    "start.next>split split.none>call call.done>end split.some>end",
    "call",
  ],
])("a hold-out cannot lead to %s", ([, connections = "", step = ""]) => {
  expect(issuesOf(connections)).toContainEqual(FAULT(step));
});

test("a message that is disabled reaches nobody", () => {
  expect(
    issuesOf("start.next>split split.none>text split.some>end text.sent>end", ["text"]),
  ).toEqual([]);
});
