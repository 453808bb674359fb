import type { Builder } from "../builder-context.ts";
import type { BuilderCommand, CommandReach } from "../builder-command.ts";
import {
  copyToClipboard,
  cutToClipboard,
  duplicateSelection,
  pasteFromClipboard,
} from "./clipboard.ts";
import { deleteSelection } from "./delete-steps.ts";
import { reasonAgainstDisabling, toggleDisabled } from "./disable-steps.ts";
import { foldSelection, groupSelection, ungroupSelection } from "./group-steps.ts";
import { openQuickAdd } from "./insert-step.ts";
import { stream } from "./move-cursor.ts";
import { moveToNeighbour } from "./move-step.ts";
import { addNote } from "./notes.ts";
import { redoIn, undoIn } from "./undo.ts";

/** What can be done with steps, notes and groups. */
export const STEP_COMMANDS: readonly BuilderCommand[] = [
  {
    id: "add",
    title: "Add a step after the selection",
    group: "Steps",
    keys: "N or /",
    chords: ["n", "/"],
    words: ["new", "insert"],
    isEdit: true,
    run: ({ builder }) => openQuickAdd(builder),
  },
  {
    id: "note",
    title: "Add a note",
    group: "Steps",
    keys: "Shift+S",
    chords: ["shift+s"],
    words: ["sticky"],
    isEdit: true,
    run: ({ builder, canvas }) => addNote(builder, canvas),
  },
  {
    id: "settings",
    title: "Open the settings",
    group: "Selection",
    keys: "Enter",
    chords: ["enter"],
    needs: "one",
    run: ({ openSettings }) => openSettings(),
  },
  {
    id: "discuss",
    title: "Comment on the step",
    group: "Selection",
    keys: "C",
    chords: ["c"],
    words: ["comments", "discuss", "mention", "thread"],
    needs: "one",
    reasonAgainst: ({ comments }) =>
      comments.getState().flowId === undefined ? "Comments are made at the draft" : undefined,
    run: ({ discuss }) => discuss(),
  },
  {
    id: "rename",
    title: "Rename",
    group: "Selection",
    keys: "F2",
    chords: ["f2"],
    isEdit: true,
    needs: "one",
    run: renameHere,
  },
  {
    id: "copy",
    title: "Copy",
    group: "Selection",
    keys: "Ctrl+C",
    needs: "selection",
    run: ({ builder }) => void copyToClipboard(builder),
  },
  {
    id: "cut",
    title: "Cut",
    group: "Selection",
    keys: "Ctrl+X",
    isEdit: true,
    needs: "selection",
    run: ({ builder }) => void cutToClipboard(builder),
  },
  {
    id: "paste",
    title: "Paste",
    group: "Steps",
    keys: "Ctrl+V",
    isEdit: true,
    run: ({ builder }) => void pasteFromClipboard(builder),
  },
  {
    id: "duplicate",
    title: "Duplicate",
    group: "Selection",
    keys: "Ctrl+D",
    chords: ["mod+d"],
    words: ["copy"],
    isEdit: true,
    needs: "selection",
    run: ({ builder }) => duplicateSelection(builder),
  },
  {
    id: "disable",
    title: "Disable or enable",
    group: "Selection",
    keys: "D",
    chords: ["d"],
    words: ["skip", "pass", "switch off", "mute"],
    isEdit: true,
    needs: "selection",
    reasonAgainst: reasonAgainstDisabling,
    run: ({ builder }) => toggleDisabled(builder),
  },
  {
    id: "delete",
    title: "Delete, and join what is left",
    group: "Selection",
    keys: "Delete",
    chords: ["delete", "backspace"],
    words: ["remove"],
    isEdit: true,
    needs: "selection",
    run: ({ builder }) => deleteSelection(builder),
  },
  {
    id: "move",
    title: "Move elsewhere",
    group: "Selection",
    keys: "M",
    chords: ["m"],
    isEdit: true,
    needs: "one",
    run: ({ builder }) =>
      builder.ui.getState().show({ moving: [...builder.document.getState().selection][0] }),
  },
  {
    id: "move-back",
    title: "Move up, before the step above",
    group: "Selection",
    keys: "Alt+Up",
    chords: ["alt+arrowup"],
    words: ["up", "earlier"],
    isEdit: true,
    needs: "one",
    run: ({ builder }) => moveToNeighbour(builder, "before"),
  },
  {
    id: "move-on",
    title: "Move down, behind the next step",
    group: "Selection",
    keys: "Alt+Down",
    chords: ["alt+arrowdown"],
    words: ["down", "later"],
    isEdit: true,
    needs: "one",
    run: ({ builder }) => moveToNeighbour(builder, "behind"),
  },
  {
    id: "group",
    title: "Group the selection",
    group: "Selection",
    keys: "Ctrl+G",
    chords: ["mod+g"],
    words: ["frame"],
    isEdit: true,
    needs: "selection",
    run: ({ builder }) => groupSelection(builder),
  },
  {
    id: "ungroup",
    title: "Take the group apart",
    group: "Selection",
    keys: "Ctrl+Shift+G",
    chords: ["mod+shift+g"],
    words: ["ungroup"],
    isEdit: true,
    needs: "group",
    run: ({ builder }) => ungroupSelection(builder),
  },
  {
    id: "fold",
    title: "Fold or unfold the group",
    group: "Selection",
    keys: "G",
    chords: ["g"],
    words: ["collapse", "expand"],
    needs: "group",
    run: ({ builder }) => foldSelection(builder),
  },
  {
    id: "downstream",
    title: "Select everything after",
    group: "Selection",
    keys: "Shift+Right",
    words: ["downstream"],
    needs: "one",
    run: ({ builder }) => selectStream(builder, "downstream"),
  },
  {
    id: "upstream",
    title: "Select everything before",
    group: "Selection",
    keys: "Shift+Left",
    words: ["upstream"],
    needs: "one",
    run: ({ builder }) => selectStream(builder, "upstream"),
  },
  {
    id: "all",
    title: "Select all",
    group: "Steps",
    keys: "Ctrl+A",
    chords: ["mod+a"],
    run: ({ builder }) => selectAll(builder),
  },
  {
    id: "none",
    title: "Select nothing",
    group: "Selection",
    keys: "Esc",
    chords: ["escape"],
    run: ({ builder }) => builder.document.getState().select([]),
  },
  {
    id: "undo",
    title: "Undo",
    group: "History",
    keys: "Ctrl+Z",
    chords: ["mod+z"],
    isEdit: true,
    run: ({ builder }) => undoIn(builder),
  },
  {
    id: "redo",
    title: "Redo",
    group: "History",
    keys: "Ctrl+Shift+Z",
    chords: ["mod+shift+z", "mod+y"],
    isEdit: true,
    run: ({ builder }) => redoIn(builder),
  },
];

function renameHere({ builder }: CommandReach): void {
  const { selection } = builder.document.getState();
  builder.ui.getState().show({ renaming: [...selection][0] });
}

function selectStream({ document }: Builder, way: "downstream" | "upstream"): void {
  const { flow, cursor, select } = document.getState();
  if (cursor !== undefined) select(stream(flow, cursor, way));
}

function selectAll({ document }: Builder): void {
  const { flow, select } = document.getState();
  select(
    flow.nodes.map(({ id }) => id),
    flow.notes.map(({ id }) => id),
  );
}
