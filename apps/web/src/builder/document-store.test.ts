import { addNode, connect, emptyFlow, NodeId, renameFlow, type Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { createDocumentStore } from "./document-store.ts";

const a = NodeId.parse("a");
const step = { id: a, type: "wait", name: "", config: {} };

function storeOf(flow: Flow = emptyFlow("Test")) {
  const store = createDocumentStore({ flow, readOnly: false });
  return { store, state: () => store.getState() };
}

test("undo gives back the document and its label, redo does it again", () => {
  const { state } = storeOf();
  const before = state().flow;

  state().apply({ label: "Add Wait", flow: addNode(before, step, { x: 0, y: 0 }) });
  const after = state().flow;

  expect(state().undo()).toBe("Add Wait");
  expect(state().flow).toBe(before);
  expect(state().redo()).toBe("Add Wait");
  expect(state().flow).toBe(after);
  expect(state().redo()).toBeUndefined();
});

test("typing in one field is one entry, until the field is left", () => {
  const { state } = storeOf();
  const type = (name: string) =>
    state().apply({ label: "Rename", key: "name", flow: renameFlow(state().flow, name) });

  type("A");
  type("Ab");
  state().seal();
  type("Abc");

  expect(state().past).toHaveLength(2);
  state().undo();
  expect(state().flow.name).toBe("Ab");
  state().undo();
  expect(state().flow.name).toBe("Test");
});

test("an edit after undo is a new way on", () => {
  const { state } = storeOf();
  state().apply({ label: "One", flow: renameFlow(state().flow, "One") });
  state().undo();

  state().apply({ label: "Two", flow: renameFlow(state().flow, "Two") });

  expect(state().future).toEqual([]);
  expect(state().past.map(({ label }) => label)).toEqual(["Two"]);
});

test("at most a hundred edits can be taken back", () => {
  const { state } = storeOf();

  for (let count = 0; count < 130; count += 1) {
    state().apply({ label: `${count}`, flow: renameFlow(state().flow, `Flow ${count}`) });
  }

  expect(state().past).toHaveLength(100);
  expect(state().past[0]?.label).toBe("30");
});

test("a drag is one entry when it is let go, and none when nothing moved", () => {
  const { state } = storeOf(addNode(emptyFlow("Test"), step, { x: 0, y: 0 }));

  state().dragTo(new Map([[a, { x: 3, y: 30 }]]));
  state().dragTo(new Map([[a, { x: 13, y: 61 }]]));
  state().drop();

  expect(state().flow.layout[a]).toEqual({ x: 16, y: 64 });
  expect(state().past).toHaveLength(1);
  state().dragTo(new Map([[a, { x: 17, y: 65 }]]));
  state().drop();
  expect(state().past).toHaveLength(1);
});

test("what is dragged together, steps and notes, stays as it stood to one another", () => {
  const b = NodeId.parse("b");
  const two = addNode(
    addNode(emptyFlow("Test"), step, { x: 0, y: 0 }),
    { ...step, id: b },
    { x: 5, y: 140 },
  );
  const note = { id: "n", text: "", color: "blue" as const, position: { x: 300, y: 3 } };
  const { state } = storeOf({ ...two, notes: [note] });

  state().dragTo(
    new Map([
      [a, { x: 13, y: 61 }],
      [b, { x: 18, y: 201 }],
    ]),
    new Map([["n", { x: 313, y: 64 }]]),
  );
  state().drop();

  expect(state().flow.layout).toEqual({ a: { x: 16, y: 64 }, b: { x: 21, y: 204 } });
  expect(state().flow.notes[0]?.position).toEqual({ x: 316, y: 67 });
  expect(state().past.map(({ label }) => label)).toEqual(["Move 2 steps"]);
});

test("what an edit removed is no longer selected", () => {
  const { state } = storeOf(addNode(emptyFlow("Test"), step, { x: 0, y: 0 }));
  state().select([a]);

  state().apply({ label: "Delete", flow: emptyFlow("Test") });

  expect(state().selection.size).toBe(0);
  expect(state().cursor).toBeUndefined();
});

test("a document that may only be read does not change", () => {
  const store = createDocumentStore({ flow: emptyFlow("Test"), readOnly: true });

  store.getState().apply({ label: "Rename", flow: renameFlow(emptyFlow("Test"), "Other") });

  expect(store.getState().flow.name).toBe("Test");
  expect(store.getState().past).toEqual([]);
});

test("a step that an edit selects is selected alone: the way out it was added to is not", () => {
  const { state } = storeOf(addNode(emptyFlow("Test"), step, { x: 0, y: 0 }));
  const b = NodeId.parse("b");
  state().apply({
    label: "Connect",
    flow: connect(addNode(state().flow, { ...step, id: b }, { x: 0, y: 160 }), {
      from: a,
      exit: "next",
      to: b,
    }),
  });
  state().selectExits([{ from: a, exit: "next" }]);

  state().apply({ label: "Rename", flow: renameFlow(state().flow, "Other") });
  expect(state().selectedExits).toEqual([{ from: a, exit: "next" }]);
  state().apply({ label: "Add", flow: renameFlow(state().flow, "Third"), select: [b] });

  expect(state().selectedExits).toEqual([]);
  expect([...state().selection]).toEqual([b]);
});

test("one can go back several edits at once, and forward again, but no further than the list", () => {
  const { state } = storeOf();
  for (const name of ["One", "Two", "Three"]) {
    state().apply({ label: name, flow: renameFlow(state().flow, name) });
  }

  state().travel(2);
  expect(state().flow.name).toBe("One");
  state().travel(-1);
  expect(state().flow.name).toBe("Two");
  state().travel(9);
  expect(state().flow.name).toBe("Test");
  expect(state().future.map(({ label }) => label)).toEqual(["Three", "Two", "One"]);
});

test("a document that is opened again can be taken back to where it was before", () => {
  const before = emptyFlow("Before");
  const { getState } = createDocumentStore({
    flow: renameFlow(before, "After"),
    readOnly: false,
    undoList: { past: [{ label: "Rename", key: undefined, flow: before }], future: [] },
  });

  expect(getState().undo()).toBe("Rename");
  expect(getState().flow).toBe(before);
});
