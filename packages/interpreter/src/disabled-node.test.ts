import { NodeId, type Flow } from "@fairflow/flow";
import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import type { Issue } from "./issue.ts";
import { toyCatalog } from "./toys/toy-catalog.ts";
import { compileToy, emptyLibrary, toyFields, toyFlow, type ToyNode } from "./toys/toy-flow.ts";
import { started } from "./toys/toy-run.ts";

const START: ToyNode = ["start"];
const FINISH: ToyNode = ["finish"];

/** Start, the step `x`, finish; every exit of `x` that is named leads to the finish. */
function flowWith(x: ToyNode, exits: readonly string[]): Flow {
  const edges = exits.map((exit) => `x.${exit}>finish`).join(" ");
  return disabled(toyFlow({ start: START, x, finish: FINISH }, `start.next>x ${edges}`), "x");
}

function disabled(flow: Flow, ...ids: readonly string[]): Flow {
  const nodes = flow.nodes.map((node) =>
    ids.includes(node.id) ? { ...node, disabled: true as const } : node,
  );
  return { ...flow, nodes };
}

function issuesOf(flow: Flow): readonly Issue[] {
  const compiled = compile({ catalog: toyCatalog, flow, library: emptyLibrary, fields: toyFields });
  return compiled.ok ? [] : compiled.issues;
}

describe("a disabled step is passed at once, and asks for nothing", () => {
  test.for<[string, ToyNode, string]>([
    ["that does something", ["set", { field: "custom.score", value: 1 }], "next"],
    ["that sleeps", ["sleep", { ms: 1_000 }], "next"],
    ["that sends", ["send", { giveUpMs: 1 }], "sent"],
    ["that listens", ["listen", { events: ["paid"], ms: 1_000 }], "timeout"],
  ])("one %s", ([, node, exit]) => {
    const { run, steps, effects } = started(compileToy(flowWith(node, [exit])));

    expect(steps).toEqual([
      { node: "start", visit: 1, entered: true, left: "next" },
      { node: "x", visit: 1, entered: true, left: exit, disabled: true },
      { node: "finish", visit: 1, entered: true, left: "ended:finished" },
    ]);
    expect(effects).toEqual([{ kind: "close-work" }]);
    expect(run.status).toBe("ended");
  });
});

describe("of a disabled step only the way past it must be right", () => {
  test("its settings, and what they name, may be unfinished", () => {
    const unknown: ToyNode = ["set", { field: "custom.unknown", value: 1 }];
    const unchecked: ToyNode = ["listen", { events: [], ms: 1_000 }];

    expect(issuesOf(flowWith(unknown, ["next"]))).toEqual([]);
    expect(issuesOf(flowWith(unchecked, ["timeout"]))).toEqual([]);
  });

  test("its other ways out may lead nowhere, or be gone", () => {
    expect(
      issuesOf(flowWith(["listen", { events: ["paid"], ms: 1 }], ["timeout", "gone"])),
    ).toEqual([]);
  });

  test("the way past it leads somewhere, also where it might lead nowhere otherwise", () => {
    expect(issuesOf(flowWith(["listen", { events: ["paid"], ms: 1 }], ["paid"]))).toEqual([
      { node: "x", exit: "timeout", message: "The way out “Timeout” leads nowhere" },
    ]);
  });

  test("nothing need lead to it", () => {
    const drawn = toyFlow(
      { start: START, x: ["pass"], finish: FINISH },
      "start.next>finish x.next>finish",
    );

    expect(issuesOf(drawn).map(({ message }) => message)).toEqual(["Nothing leads to this step"]);
    expect(issuesOf(disabled(drawn, "x"))).toEqual([]);
  });
});

test("a wait that is disabled no longer breaks a circle", () => {
  const circle = toyFlow(
    {
      start: START,
      x: ["sleep", { ms: 1 }],
      y: ["above", { field: "custom.score", bound: 1 }],
      finish: FINISH,
    },
    "start.next>x x.next>y y.yes>x y.no>finish",
  );

  expect(issuesOf(circle)).toEqual([]);
  expect(issuesOf(disabled(circle, "x"))).toEqual([
    {
      node: "x",
      message: "These steps go round without ever waiting: x -> y -> x. Put a wait among them",
    },
  ]);
});

test.for<[string, ToyNode, string]>([
  [
    "has several ways out",
    ["above", { field: "custom.score", bound: 1 }],
    "it has several ways out",
  ],
  ["has no way out", FINISH, "nothing follows it"],
  ["lets people in", START, "everybody comes in here"],
  ["guards disputes", ["pause"], "it keeps people in a dispute from being contacted"],
])("one that %s cannot be disabled, and compile says why", ([, node, why]) => {
  const flow = disabled(
    toyFlow({ start: START, x: node, finish: FINISH }, "start.next>x x.yes>finish x.no>finish"),
    "x",
  );

  const issues = issuesOf(flow).filter(({ message }) => message.includes("disabled"));

  expect(issues).toEqual([
    { node: NodeId.parse("x"), message: expect.stringContaining(`It cannot be disabled: ${why}`) },
  ]);
});
