import { disconnect, removeNode, removeNote, type ExitId, type NodeId } from "@fairflow/flow";
import { toast } from "sonner";
import type { Builder } from "../builder-context.ts";
import { undoIn } from "./undo.ts";

/** Deletes what is selected. A single branching step first asks which of its ways stays. */
export function deleteSelection(builder: Builder): void {
  const { flow, selection, selectedNotes, selectedExits, apply } = builder.document.getState();
  if (selectedExits.length > 0) {
    apply({ label: "Remove a connection", flow: selectedExits.reduce(disconnect, flow) });
    builder.ui.getState().show({ announcement: "Removed the connection" });
    return;
  }
  const [only] = selection;
  if (only === undefined) {
    deleteNotes(builder);
    return;
  }
  const targets = new Set(flow.edges.filter(({ from }) => from === only).map(({ to }) => to));
  const isEntered = flow.edges.some(({ to }) => to === only);
  if (selection.size === 1 && selectedNotes.size === 0 && targets.size > 1 && isEntered) {
    builder.ui.getState().show({ deleting: only });
    return;
  }
  deleteSteps(builder, [...selection]);
}

function deleteNotes({ document, ui }: Builder): void {
  const { flow, selectedNotes, apply } = document.getState();
  if (selectedNotes.size === 0) return;
  const what = selectedNotes.size === 1 ? "a note" : `${selectedNotes.size} notes`;
  apply({ label: `Delete ${what}`, flow: [...selectedNotes].reduce(removeNote, flow) });
  ui.getState().show({ announcement: `Deleted ${what}` });
}

/** @param surviving the way out of a single step whose continuation takes its place */
export function deleteSteps(builder: Builder, ids: readonly NodeId[], surviving?: ExitId): void {
  const { document, ui, view } = builder;
  const { flow, apply } = document.getState();
  const [first] = ids;
  if (first === undefined) return;
  const name = ids.length === 1 ? `“${view(flow, first)?.title ?? first}”` : `${ids.length} steps`;
  const before = flow.edges.find(({ to }) => to === first)?.from;
  const { selectedNotes } = document.getState();
  const healed = ids.reduce(
    (left, id) => removeNode(left, id, surviving),
    [...selectedNotes].reduce(removeNote, flow),
  );
  const neighbour = [before, healed.nodes[0]?.id].find(
    (id) => id !== undefined && healed.nodes.some((node) => node.id === id),
  );
  apply({
    label: `Delete ${name}`,
    flow: healed,
    select: neighbour === undefined ? [] : [neighbour],
  });
  const now =
    neighbour === undefined
      ? "The flow is empty"
      : `Now on ${view(healed, neighbour)?.title ?? ""}`;
  ui.getState().show({ deleting: undefined, announcement: `Deleted ${name}. ${now}.` });
  const shown = toast(`Deleted ${name}`, {
    action: { label: "Undo", onClick: () => undoIn(builder) },
  });
  const deleted = document.getState().flow;
  const stop = document.subscribe(({ flow: current }) => {
    if (current === deleted) return;
    // From here on it would take back something else.
    toast.dismiss(shown);
    stop();
  });
}
