import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arbitraryEdge,
  arbitraryExitId,
  arbitraryFlow,
  arbitraryNode,
  arbitraryNodeId,
  arbitraryNote,
  arbitraryPosition,
} from "./arbitraries.ts";
import { disableNodes, enableNodes } from "./disabled-nodes.ts";
import {
  addNode,
  changeSettings,
  configureNode,
  connect,
  disconnect,
  insertNode,
  moveNodeBehind,
  moveNodes,
  putNote,
  removeNode,
  removeNote,
  renameFlow,
  renameNode,
  targetOf,
} from "./edits.ts";
import { emptyFlow, NodeId, type Flow } from "./flow.ts";
import { fragmentOf, pasteFragment } from "./fragment.ts";
import { groupsOf } from "./groups.ts";
import { parseFlow } from "./parse-flow.ts";

const id = (text: string) => NodeId.parse(text);
const node = (name: string) => ({ id: id(name), type: "x", name, config: {} });
const edge = (from: string, exit: string, to: string) => ({ from: id(from), exit, to: id(to) });
const origin = { x: 0, y: 0 };

function flowOf(nodes: string, ...edges: readonly (readonly [string, string, string])[]): Flow {
  const named = nodes.split(" ");
  return {
    ...emptyFlow("Test"),
    nodes: named.map(node),
    edges: edges.map(([from, exit, to]) => edge(from, exit, to)),
    layout: Object.fromEntries(named.map((name) => [name, origin])),
  };
}

describe("removing a node", () => {
  test("joins what led to it with where its only way led", () => {
    const flow = flowOf("a b c", ["a", "next", "b"], ["b", "next", "c"]);

    expect(removeNode(flow, id("b"))).toEqual(flowOf("a c", ["a", "next", "c"]));
  });

  test("takes the branch that is to survive", () => {
    const flow = flowOf("a b c d", ["a", "next", "b"], ["b", "yes", "c"], ["b", "no", "d"]);

    expect(removeNode(flow, id("b"), "no")).toEqual(flowOf("a c d", ["a", "next", "d"]));
  });

  test("joins nothing when several ways led on and none was chosen", () => {
    const flow = flowOf("a b c d", ["a", "next", "b"], ["b", "yes", "c"], ["b", "no", "d"]);

    expect(removeNode(flow, id("b"))).toEqual(flowOf("a c d"));
  });

  test("heals two ways that led to the same place", () => {
    const flow = flowOf("a b c", ["a", "next", "b"], ["b", "yes", "c"], ["b", "no", "c"]);

    expect(removeNode(flow, id("b"))).toEqual(flowOf("a c", ["a", "next", "c"]));
  });

  test("forgets a way that led from it to itself", () => {
    const flow = flowOf("a b c", ["a", "next", "b"], ["b", "again", "b"], ["b", "next", "c"]);

    expect(removeNode(flow, id("b"))).toEqual(flowOf("a c", ["a", "next", "c"]));
  });
});

describe("inserting a node", () => {
  test("puts it between an exit and where that led", () => {
    const flow = flowOf("a c", ["a", "yes", "c"], ["a", "no", "c"]);
    const after = { from: id("a"), exit: "yes" };

    const inserted = insertNode(flow, node("b"), { after, through: "next", position: origin });

    expect(inserted).toEqual(
      flowOf("a c b", ["a", "no", "c"], ["a", "yes", "b"], ["b", "next", "c"]),
    );
  });

  test("puts one without a way out at the end, and what followed is loose", () => {
    const flow = flowOf("a c", ["a", "next", "c"]);
    const after = { from: id("a"), exit: "next" };

    const inserted = insertNode(flow, node("b"), { after, through: undefined, position: origin });

    expect(inserted).toEqual(flowOf("a c b", ["a", "next", "b"]));
  });

  test.for([
    ["behind a node that is not there", "ghost", "b"],
    ["under an id that is taken", "a", "c"],
  ] as const)("%s changes nothing", ([, from, name]) => {
    const flow = flowOf("a c", ["a", "next", "c"]);
    const after = { from: id(from), exit: "next" };

    expect(insertNode(flow, node(name), { after, through: "next", position: origin })).toBe(flow);
  });
});

test("connecting an exit that leads somewhere moves it", () => {
  const flow = flowOf("a b c", ["a", "next", "b"]);

  expect(connect(flow, edge("a", "next", "c"))).toEqual(flowOf("a b c", ["a", "next", "c"]));
});

test("settings that drop a way out drop its edge", () => {
  const flow = flowOf("a b", ["a", "yes", "b"], ["a", "else", "b"]);

  const changed = configureNode(flow, id("a"), { config: { days: 1 }, exits: ["else"] });

  expect(changed.edges).toEqual([edge("a", "else", "b")]);
  expect(changed.nodes[0]?.config).toEqual({ days: 1 });
});

type Edit = (flow: Flow) => Flow;

const arbitraryEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(arbitraryNode(), arbitraryPosition).map(
    ([added, at]): Edit =>
      (flow) =>
        addNode(flow, added, at),
  ),
  fc
    .tuple(
      arbitraryNode(),
      arbitraryNodeId,
      arbitraryExitId,
      fc.option(arbitraryExitId, { nil: undefined }),
    )
    .map(
      ([added, from, exit, through]): Edit =>
        (flow) =>
          insertNode(flow, added, { after: { from, exit }, through, position: origin }),
    ),
  arbitraryEdge.map(
    (joined): Edit =>
      (flow) =>
        connect(flow, joined),
  ),
  arbitraryEdge.map(
    (cut): Edit =>
      (flow) =>
        disconnect(flow, cut),
  ),
  fc.tuple(arbitraryNodeId, fc.option(arbitraryExitId, { nil: undefined })).map(
    ([gone, surviving]): Edit =>
      (flow) =>
        removeNode(flow, gone, surviving),
  ),
  fc.tuple(arbitraryNodeId, fc.string({ maxLength: 20 })).map(
    ([of, name]): Edit =>
      (flow) =>
        renameNode(flow, of, name),
  ),
  fc.tuple(arbitraryNodeId, fc.uniqueArray(arbitraryExitId)).map(
    ([of, exits]): Edit =>
      (flow) =>
        configureNode(flow, of, { config: {}, exits }),
  ),
  fc.tuple(arbitraryNodeId, arbitraryPosition).map(
    ([of, at]): Edit =>
      (flow) =>
        moveNodes(flow, new Map([[of, at]])),
  ),
  fc.uniqueArray(arbitraryNodeId).map(
    (chosen): Edit =>
      (flow) =>
        pasteFragment(flow, fragmentOf(flow, new Set(chosen)), {
          offset: origin,
          newId: (old) => unusedId(flow, old),
        }),
  ),
  arbitraryNote.map(
    (note): Edit =>
      (flow) =>
        putNote(flow, note),
  ),
  arbitraryNote.map(
    (note): Edit =>
      (flow) =>
        removeNote(flow, note.id),
  ),
  fc.tuple(fc.uniqueArray(arbitraryNodeId), fc.constantFrom(disableNodes, enableNodes)).map(
    ([chosen, edit]): Edit =>
      (flow) =>
        edit(flow, new Set(chosen)),
  ),
  fc.constant<Edit>((flow) => renameFlow(flow, "Renamed")),
  fc.integer({ min: 0, max: 100 }).map(
    (priority): Edit =>
      (flow) =>
        changeSettings(flow, { priority }),
  ),
);

function unusedId(flow: Flow, old: NodeId): NodeId {
  const taken = new Set<string>([...flow.nodes, ...groupsOf(flow)].map((each) => each.id));
  let suffix = 1;
  while (taken.has(`${old}-${suffix}`)) suffix += 1;
  return id(`${old}-${suffix}`);
}

/** What a drawing may never lose, beyond what `parseFlow` asks of a document. */
function loose(flow: Flow): readonly unknown[] {
  const ids = new Set<string>(flow.nodes.map((each) => each.id));
  return [
    ...flow.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to)),
    ...Object.keys(flow.layout).filter((key) => !ids.has(key)),
  ];
}

function tidy(flow: Flow): Flow {
  const ids = new Set<string>(flow.nodes.map((each) => each.id));
  return {
    ...flow,
    edges: flow.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    layout: Object.fromEntries(Object.entries(flow.layout).filter(([key]) => ids.has(key))),
  };
}

test("no sequence of edits leaves an edge or a place without its node, or a document that is refused", () => {
  fc.assert(
    fc.property(arbitraryFlow, fc.array(arbitraryEdit, { maxLength: 15 }), (drawn, edits) => {
      const before = tidy(drawn);
      const copy = structuredClone(before);

      const after = edits.reduce((flow, edit) => edit(flow), before);

      expect(parseFlow(after)).toMatchObject({ ok: true });
      expect(loose(after)).toEqual([]);
      expect(before).toEqual(copy);
    }),
  );
});

test("an exit that is connected leads there, and no other exit has moved", () => {
  fc.assert(
    fc.property(arbitraryFlow, arbitraryEdge, (drawn, joined) => {
      const before = tidy(drawn);
      const known = [joined.from, joined.to].every((end) =>
        before.nodes.some((each) => each.id === end),
      );

      const after = connect(before, joined);

      const others = (flow: Flow) =>
        flow.edges.filter(({ from, exit }) => from !== joined.from || exit !== joined.exit);
      expect(others(after)).toEqual(others(before));
      expect(targetOf(after, joined)).toBe(known ? joined.to : targetOf(before, joined));
    }),
  );
});

describe("moving a step behind another", () => {
  const chain = flowOf(
    "start a b end",
    ["start", "next", "a"],
    ["a", "next", "b"],
    ["b", "next", "end"],
  );
  const edgesOf = (flow: Flow) => flow.edges.map(({ from, exit, to }) => `${from}.${exit}>${to}`);

  test("joins what it leaves behind, and leads on to what followed there", () => {
    const moved = moveNodeBehind(chain, id("a"), {
      after: [{ from: id("b"), exit: "next" }],
      through: ["next"],
      position: { x: 8, y: 16 },
    });

    expect(edgesOf(moved).toSorted()).toEqual(["a.next>end", "b.next>a", "start.next>b"]);
    expect(moved.layout[id("a")]).toEqual({ x: 8, y: 16 });
  });

  test("to an open end leaves its own way out open, and keeps its other ways out", () => {
    const branching = flowOf(
      "start a b c",
      ["start", "next", "a"],
      ["a", "yes", "b"],
      ["a", "no", "c"],
    );

    const moved = moveNodeBehind(branching, id("a"), {
      after: [{ from: id("b"), exit: "next" }],
      through: ["yes"],
      position: origin,
    });

    expect(edgesOf(moved).toSorted()).toEqual(["a.no>c", "b.next>a", "start.next>b"]);
  });

  test("behind itself or behind nothing changes nothing", () => {
    const place = { through: ["next"], position: origin };

    expect(
      moveNodeBehind(chain, id("a"), { ...place, after: [{ from: id("a"), exit: "next" }] }),
    ).toBe(chain);
    expect(
      moveNodeBehind(chain, id("a"), { ...place, after: [{ from: id("none"), exit: "next" }] }),
    ).toBe(chain);
    expect(moveNodeBehind(chain, id("a"), { ...place, after: [] })).toBe(chain);
  });

  test("anywhere leaves a document that parses, with the same steps", () => {
    fc.assert(
      fc.property(
        arbitraryFlow,
        arbitraryNodeId,
        fc.array(fc.record({ from: arbitraryNodeId, exit: arbitraryExitId }), { maxLength: 3 }),
        fc.uniqueArray(arbitraryExitId, { maxLength: 2 }),
        (flow, moving, after, through) => {
          const moved = moveNodeBehind(flow, moving, { after, through, position: origin });

          expect(parseFlow(moved)).toMatchObject({ ok: true });
          expect(moved.nodes).toEqual(flow.nodes);
        },
      ),
    );
  });
});

describe("notes that are attached to a step", () => {
  const [a, b] = [id("a"), id("b")];
  const note = { text: "Ask Thandi", color: "yellow" as const };
  const drawn: Flow = {
    ...emptyFlow("Notes"),
    nodes: [
      { id: a, type: "wait", name: "", config: {} },
      { id: b, type: "wait", name: "", config: {} },
    ],
    layout: { [a]: { x: 100, y: 100 }, [b]: { x: 100, y: 300 } },
    notes: [
      { ...note, id: "n1", position: { x: 400, y: 90 }, attachedTo: a },
      { ...note, id: "n2", position: { x: 400, y: 290 } },
    ],
  };

  test("go along with it, and the others stay", () => {
    const moved = moveNodes(drawn, new Map([[a, { x: 150, y: 60 }]]));

    expect(moved.notes.map(({ position }) => position)).toEqual([
      { x: 450, y: 50 },
      { x: 400, y: 290 },
    ]);
  });

  test("are attached to its copy when both are pasted, and to nothing when it is left behind", () => {
    const paste = (ids: readonly NodeId[]) =>
      pasteFragment(drawn, fragmentOf(drawn, new Set(ids), new Set(["n1"])), {
        offset: { x: 10, y: 10 },
        newId: (old) => id(`${old}-copy`),
        newNoteId: (old) => `${old}-copy`,
      }).notes.at(-1);

    expect(paste([a])).toEqual({
      ...note,
      id: "n1-copy",
      position: { x: 410, y: 100 },
      attachedTo: "a-copy",
    });
    expect(paste([])).not.toHaveProperty("attachedTo");
  });
});
