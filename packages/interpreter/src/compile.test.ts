import { coreFields, fieldsWith } from "@fairflow/criteria";
import { emptyFlow, NodeId, type Flow } from "@fairflow/flow";
import { arbitraryFlow } from "@fairflow/flow/arbitraries";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Catalog } from "./bind-nodes.ts";
import { compile } from "./compile.ts";
import { defineNode, type References } from "./define-node.ts";
import type { Issue } from "./issue.ts";
import { libraryOf } from "./library.ts";
import { toyCatalog } from "./toys/toy-catalog.ts";
import { emptyLibrary, toyFlow } from "./toys/toy-flow.ts";

function issuesOf(flow: Flow, rest: Partial<Parameters<typeof compile>[0]> = {}): readonly Issue[] {
  const compiled = compile({
    catalog: toyCatalog,
    flow,
    library: emptyLibrary,
    fields: coreFields,
    ...rest,
  });
  return compiled.ok ? [] : compiled.issues;
}

const edges = "start.next>finish";
const ends = { start: ["start"], finish: ["finish"] } as const;

test("a flow without a fault compiles, its exits joined to their nodes", () => {
  const flow = toyFlow(
    { ...ends, send: ["send", { giveUpMs: 1 }] },
    "start.next>send send.sent>finish",
  );

  const compiled = compile({
    catalog: toyCatalog,
    flow,
    library: emptyLibrary,
    fields: coreFields,
  });

  expect(
    compiled.ok ? [...compiled.flow.nodes.values()].map(({ id, exits }) => [id, exits]) : compiled,
  ).toEqual([
    ["start", new Map([["next", "send"]])],
    ["finish", new Map()],
    [
      "send",
      new Map([
        ["sent", "finish"],
        ["not-allowed", null],
        ["failed", null],
      ]),
    ],
  ]);
});

describe("an unfinished draft", () => {
  test.for<[string, Flow, readonly Issue[]]>([
    ["nothing drawn", emptyFlow("Empty"), [{ message: "The flow has no start step" }]],
    [
      "a second start",
      toyFlow({ ...ends, again: ["start"] }, `${edges} again.next>finish`),
      [{ node: NodeId.parse("again"), message: "A flow has one start step; this is another" }],
    ],
    [
      "a second pause",
      toyFlow({ ...ends, p: ["pause"], q: ["pause"] }, edges),
      [
        {
          node: NodeId.parse("q"),
          message: "A flow has at most one step where disputes pause; this is another",
        },
      ],
    ],
    [
      "a type that is not in the catalogue",
      toyFlow({ ...ends, x: ["telegram"] }, "start.next>x x.next>finish"),
      [{ node: NodeId.parse("x"), message: "There is no step type “telegram”" }],
    ],
    [
      "a type that every object inherits",
      toyFlow(
        { ...ends, x: ["constructor"], y: ["__proto__"] },
        "start.next>x x.next>y y.next>finish",
      ),
      [
        { node: NodeId.parse("x"), message: "There is no step type “constructor”" },
        { node: NodeId.parse("y"), message: "There is no step type “__proto__”" },
      ],
    ],
    [
      "an open exit",
      toyFlow(
        { ...ends, above: ["above", { field: "account.arrears", bound: 1 }] },
        "start.next>above above.yes>finish",
      ),
      [{ node: NodeId.parse("above"), message: "The way out “No” leads nowhere", exit: "no" }],
    ],
    [
      "a node that nothing leads to",
      toyFlow({ ...ends, lone: ["pass"] }, `${edges} lone.next>finish`),
      [{ node: NodeId.parse("lone"), message: "Nothing leads to this step" }],
    ],
    [
      "a way back to the start",
      toyFlow(
        { start: ["start"], sleep: ["sleep", { ms: 1 }] },
        "start.next>sleep sleep.next>start",
      ),
      [{ node: NodeId.parse("sleep"), message: "No step can lead back to the start" }],
    ],
    [
      "an edge from a way out that is gone",
      toyFlow(ends, `${edges} start.gone>finish`),
      [{ node: NodeId.parse("start"), message: "This step has no way out “gone”" }],
    ],
    [
      "edges to and from nodes that are gone",
      toyFlow(ends, `${edges} ghost.next>finish start.other>ghost`),
      [
        { message: "A connection begins at “ghost”, which is not a step" },
        {
          node: NodeId.parse("start"),
          message: "The way out “other” leads to “ghost”, which is not a step",
        },
      ],
    ],
    [
      "what the node's own check finds",
      toyFlow({ ...ends, l: ["listen", { events: [], ms: 5 }] }, "start.next>l l.timeout>finish"),
      [{ node: NodeId.parse("l"), message: "Listen for something" }],
    ],
    [
      "a cycle that never waits",
      toyFlow(
        { ...ends, a: ["pass"], b: ["above", { field: "account.arrears", bound: 1 }] },
        "start.next>a a.next>b b.yes>a b.no>finish",
      ),
      [
        {
          node: NodeId.parse("a"),
          message: "These steps go round without ever waiting: a -> b -> a. Put a wait among them",
        },
      ],
    ],
    [
      "a message that follows itself",
      toyFlow({ start: ["start"], s: ["send", { giveUpMs: 1 }] }, "start.next>s s.sent>s"),
      [
        {
          node: NodeId.parse("s"),
          message: "These steps go round without ever waiting: s -> s. Put a wait among them",
        },
      ],
    ],
  ])("%s", ([, flow, issues]) => {
    expect(issuesOf(flow)).toEqual(issues);
  });

  test("settings that do not fit are named with their place", () => {
    const flow = toyFlow(
      { ...ends, s: ["sleep", { ms: "long", x: 1 }] },
      "start.next>s s.next>finish",
    );

    const issues = issuesOf(flow);

    expect(issues).toEqual([
      { node: "s", message: expect.stringMatching(/^ms: /), at: ["ms"] },
      { node: "s", message: 'x: Nothing here is called "x"' },
    ]);
  });

  test("two nodes with one id are named, once", () => {
    const flow = toyFlow(ends, edges);

    const issues = issuesOf({ ...flow, nodes: [...flow.nodes, ...flow.nodes.slice(1)] });

    expect(issues).toEqual([{ node: "finish", message: "Two steps have the id “finish”" }]);
  });
});

test("a cycle may pass a way out that takes time, though another of the same node does not", () => {
  const [slow = [], quick = []] = ["rejected", "clear"].map((exit) =>
    issuesOf(
      toyFlow(
        { start: ["start"], p: ["pause"], finish: ["finish"] },
        `start.next>p p.${exit}>p p.accepted>finish`,
      ),
    ),
  );

  expect([slow.length, quick.length]).toEqual([0, 1]);
});

function asking(references: References): Catalog {
  return {
    ...toyCatalog,
    asking: defineNode({
      type: "asking",
      title: "Asking",
      family: "decision",
      config: z.strictObject({}),
      defaults: {},
      exits: () => [{ id: "next", label: "Next" }],
      check: () => [],
      waits: () => false,
      references: () => references,
      sentence: () => "",
      execute: () => () => ({ kind: "leave", exit: "next" }),
    }),
  };
}

describe("what a node refers to", () => {
  const flow = toyFlow({ ...ends, a: ["asking"] }, "start.next>a a.next>finish");
  const library = libraryOf({
    segments: [
      {
        id: "odd",
        name: "Odd",
        version: 1,
        criteria: { kind: "rule", field: "custom.gone", operator: "is_true" },
      },
    ],
    templates: [
      {
        id: "hello",
        name: "Hello",
        channel: "sms",
        languages: { en: { body: "Dear {{ debtor.shoe_size }} {{ custom.branch }}" } },
        fallback: ["en"],
      },
      {
        id: "answerable",
        name: "Answerable",
        channel: "sms",
        languages: { en: { body: "Hello. Reply STOP to opt out." } },
        fallback: [],
      },
      {
        id: "linked",
        name: "Linked",
        channel: "sms",
        languages: { en: { body: "Hello. No more of these: {{ opt_out_link }}" } },
        fallback: [],
      },
    ],
    steps: [{ id: "sue", title: "Begin proceedings" }],
    unheard: ["sms"],
  });
  const fields = fieldsWith([
    { id: "custom.branch", label: "Branch", type: "text", group: "custom" },
  ]);

  test.for<[References, RegExp]>([
    [{ segments: ["none"] }, /^The segment "none" does not exist$/],
    [{ segments: ["odd"] }, /^Segment "Odd": There is no field custom.gone/],
    [{ templates: [{ id: "none", channel: "sms" }] }, /^The template "none" does not exist$/],
    [
      { templates: [{ id: "hello", channel: "email" }] },
      /^The template "Hello" is for sms, not email$/,
    ],
    [
      { templates: [{ id: "hello", channel: "sms" }] },
      /^Template "Hello" \(en\): .*debtor\.shoe_size/,
    ],
    [
      {
        templates: [
          { id: "linked", channel: "sms" },
          { id: "answerable", channel: "sms" },
        ],
      },
      /^Template "Answerable" \(en\): It asks people to reply STOP/,
    ],
    [{ calendars: ["none"] }, /^The pay-day calendar "none" does not exist$/],
    [
      { criteria: [{ path: "Branch A", criteria: { kind: "any", of: [] } }] },
      /^Branch A: This group has no rules/,
    ],
    [
      { changes: [{ kind: "set", field: "custom.gone", value: 1 }] },
      /^There is no field "custom.gone"$/,
    ],
    [
      { notices: [{ id: "s130", channel: "letter", proof: "served" }] },
      /^No rule pack knows the notice "s130"$/,
    ],
    [{ steps: ["sue", "garnish"] }, /^No rule pack knows the legal step "garnish"$/],
    [{ fields: [{ id: "custom.gone", type: "date" }] }, /^There is no field "custom.gone"$/],
    [{ fields: [{ id: "account.stage", type: "date" }] }, /^"Stage" is not a date$/],
  ])("%j must exist and fit", ([references, message]) => {
    const issues = issuesOf(flow, { catalog: asking(references), library, fields });

    expect(issues).toEqual([{ node: "a", message: expect.stringMatching(message) }]);
  });
});

test("a chain of 2,000 nodes compiles", () => {
  const ids = Array.from({ length: 1_998 }, (_, index) => `n${index}`);
  const chain = toyFlow(
    { ...ends, ...Object.fromEntries(ids.map((id) => [id, ["pass"] as const])) },
    ["start", ...ids].map((id, index) => `${id}.next>${ids[index] ?? "finish"}`).join(" "),
  );

  expect(issuesOf(chain)).toEqual([]);
});

test("compiling never throws, whatever the draft", () => {
  const types = fc.constantFrom(...Object.keys(toyCatalog), "constructor", "__proto__", "toString");
  const drafts = fc
    .tuple(arbitraryFlow, fc.array(types, { minLength: 8, maxLength: 8 }))
    .map(([flow, chosen]) => ({
      ...flow,
      nodes: flow.nodes.map((node, index) => {
        const type = chosen[index] ?? node.type;
        const defaults = Object.entries(toyCatalog).find(([name]) => name === type)?.[1].defaults;
        return {
          ...node,
          type,
          config: index % 2 === 0 && defaults !== undefined ? { ...defaults } : node.config,
        };
      }),
    }));
  fc.assert(
    fc.property(drafts, (flow) => {
      const ids = new Set(flow.nodes.map(({ id }) => id));

      for (const { node, message } of issuesOf(flow)) {
        expect(node === undefined || ids.has(node)).toBe(true);
        expect(message).not.toBe("");
      }
    }),
  );
});
