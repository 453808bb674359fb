import type { DraftState } from "@fairflow/contract";
import { changeSettings, mergeFlows, NodeId, renameNode } from "@fairflow/flow";
import { expect, test, vi } from "vitest";
import { createAutosave } from "./autosave.ts";
import { createDocumentStore } from "./document-store.ts";
import { drawnFlow } from "./fixtures/builder-of.ts";

const BASE = drawnFlow("start wait", "start.next>wait");
const wait = NodeId.parse("wait");
const THEIRS: DraftState = {
  flow: renameNode(BASE, wait, "Theirs"),
  revision: 3,
  changedAtMs: 5,
  changedBy: "Thandi",
};

function opened() {
  const document = createDocumentStore({ flow: BASE, readOnly: false });
  const autosave = createAutosave("f1", document, { revision: 2, changedAtMs: 1 });
  const nameOf = () => document.getState().flow.nodes.find(({ id }) => id === wait)?.name;
  return { document, autosave, nameOf };
}

test("their draft is taken at once where nothing of mine is unsaved", () => {
  const { autosave, nameOf } = opened();

  autosave.meetTheirs(THEIRS);

  expect(nameOf()).toBe("Theirs");
  expect(autosave.state.getState()).toEqual({ kind: "saved", revision: 3, atMs: 5 });
});

test("with changes of mine it is asked, and after taking theirs undo brings mine back", () => {
  const { document, autosave, nameOf } = opened();
  document.getState().apply({ label: "Rename", flow: renameNode(BASE, wait, "Mine") });

  autosave.meetTheirs(THEIRS);
  const asked = autosave.state.getState();
  autosave.takeTheirs(THEIRS);
  const taken = nameOf();
  const undone = document.getState().undo();

  expect(asked).toEqual({ kind: "conflict", revision: 2, theirs: THEIRS, base: BASE });
  expect([taken, undone, nameOf()]).toEqual(["Theirs", "Take the draft of Thandi", "Mine"]);
});

test("what was merged stands on their revision, as a change of mine", () => {
  const { document, autosave, nameOf } = opened();
  const mine = changeSettings(BASE, { priority: 70 });
  document.getState().apply({ label: "Priority", flow: mine });
  autosave.meetTheirs(THEIRS);

  const merged = mergeFlows({ base: BASE, mine, theirs: THEIRS.flow }, new Map());
  autosave.takeMerged(THEIRS, merged);

  expect(nameOf()).toBe("Theirs");
  expect(document.getState().flow.settings.priority).toBe(70);
  expect(autosave.state.getState()).toMatchObject({ revision: 3 });
});

test("what is undone before it was saved leaves nothing to save", () => {
  vi.stubGlobal("window", new EventTarget());
  const { document, autosave } = opened();
  const stop = autosave.start();

  document.getState().apply({ label: "Rename", flow: renameNode(BASE, wait, "Mine") });
  const changed = autosave.state.getState();
  document.getState().undo();

  expect(changed).toEqual({ kind: "changed", revision: 2 });
  expect(autosave.state.getState()).toEqual({ kind: "saved", revision: 2, atMs: 1 });
  stop();
  vi.unstubAllGlobals();
});
