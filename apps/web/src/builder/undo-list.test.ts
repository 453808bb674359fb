import { emptyFlow, renameFlow, type Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { EMPTY_UNDO_LIST, keptUndoList, undoListFor, type UndoList } from "./undo-list.ts";

const named = (name: string) => renameFlow(emptyFlow("Test"), name);
const list: UndoList = {
  past: [
    { label: "First", key: "name", flow: named("Zero") },
    { label: "Second", key: undefined, flow: named("One") },
  ],
  future: [{ label: "Third", key: undefined, flow: named("Three") }],
};

/** As a database gives a draft back: the same, with its keys in another order. */
function reread(flow: Flow): Flow {
  const { name, ...rest } = flow;
  return { ...structuredClone(rest), name };
}

test("a list that was kept comes back for the same document, whoever gave that back", () => {
  const kept = structuredClone(keptUndoList(list, named("Two")));

  expect(undoListFor(kept, reread(named("Two")))).toEqual({
    past: list.past.map((entry) => ({ ...entry, key: undefined })),
    future: list.future,
  });
});

test("a list of another document is let go, so that undo never takes back what somebody else did", () => {
  expect(undoListFor(keptUndoList(list, named("Two")), named("Theirs"))).toEqual(EMPTY_UNDO_LIST);
});

test.for<[string, unknown]>([
  ["nothing", undefined],
  ["another version", { ...keptUndoList(list, named("Two")), version: 2 }],
  ["rubbish", "undo"],
])("%s is an empty list", ([, kept]) => {
  expect(undoListFor(kept, named("Two"))).toEqual(EMPTY_UNDO_LIST);
});

test("an entry that cannot be read ends the list behind it, and keeps what came later", () => {
  const kept = keptUndoList(list, named("Two"));
  const broken = { ...kept, past: [{ label: "Broken", flow: { nodes: 7 } }, ...kept.past] };

  expect(undoListFor(broken, named("Two")).past.map(({ label }) => label)).toEqual([
    "First",
    "Second",
  ]);
});
