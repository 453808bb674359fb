import { groupNodes, MAX_NODES, NodeId, parseFlow, putNote } from "@fairflow/flow";
import { expect, test } from "vitest";
import { builderOf, drawnFlow } from "../fixtures/builder-of.ts";
import { copiedText, cutText, pasteText } from "./clipboard.ts";

const id = (text: string) => NodeId.parse(text);

function full() {
  const drawn = drawnFlow("wait-1 wait-2", "wait-1.next>wait-2");
  const grouped = groupNodes(drawn, { id: id("group-1"), name: "Both" }, [
    id("wait-1"),
    id("wait-2"),
  ]);
  return putNote(grouped, { id: "note-1", text: "Hi", color: "pink", position: { x: 300, y: 0 } });
}

test("steps, notes and whole groups travel as text, and get ids of their own", () => {
  const from = builderOf(full());
  from.document.getState().select([id("wait-1"), id("wait-2")], ["note-1"]);
  const text = copiedText(from) ?? "";

  const into = builderOf(full());
  expect(pasteText(into, text)).toBe(true);

  const { flow, selection, selectedNotes } = into.document.getState();
  expect(parseFlow(flow)).toMatchObject({ ok: true });
  expect([flow.nodes.length, flow.edges.length, flow.notes.length]).toEqual([4, 2, 2]);
  expect(flow.grouping?.groups.map(({ name }) => name)).toEqual(["Both", "Both"]);
  expect([selection.size, selectedNotes.size]).toEqual([2, 1]);
  const places = Object.values(flow.layout).map(({ x, y }) => `${x} ${y}`);
  expect(new Set(places).size).toBe(places.length);
});

test("what is cut leaves the flow as one undo entry", () => {
  const builder = builderOf(full());
  builder.document.getState().select([id("wait-1")], ["note-1"]);

  expect(cutText(builder)).toContain("wait-1");

  const { flow, past } = builder.document.getState();
  expect([flow.nodes.map((node) => node.id), flow.notes]).toEqual([["wait-2"], []]);
  expect(past).toHaveLength(1);
});

const node = { id: "a", type: "wait", name: "", config: {} };
const clip = { fairflow: "steps/1", nodes: [node], edges: [], layout: {} };

test.for<[string, unknown]>([
  ["any text", "steps/1"],
  ["nothing", { ...clip, nodes: [] }],
  ["an id twice", { ...clip, nodes: [node, node] }],
  ["a way out twice", { ...clip, edges: [1, 2].map(() => ({ from: "a", exit: "next", to: "a" })) }],
  [
    "a step in two groups",
    {
      ...clip,
      groups: ["g", "h"].map((each) => ({ id: each, name: "", nodes: ["a"], isFolded: false })),
    },
  ],
  ["what nobody knows", { ...clip, extra: 1 }],
  [
    "too many steps",
    {
      ...clip,
      nodes: Array.from({ length: MAX_NODES + 1 }, (_, at) => ({ ...node, id: `n${at}` })),
    },
  ],
])("%s on the clipboard is not taken", ([, value]) => {
  const builder = builderOf(full());
  const before = builder.document.getState().flow;

  expect(pasteText(builder, typeof value === "string" ? value : JSON.stringify(value))).toBe(false);
  expect(builder.document.getState().flow).toBe(before);
});

test("nothing is pasted into a flow that cannot be changed", () => {
  const builder = builderOf(full(), true);

  pasteText(builder, JSON.stringify(clip));

  expect(builder.document.getState().flow.nodes).toHaveLength(2);
});
