import { disconnect, removeNode, type ExitId, type NodeId } from "@fairflow/flow";
import type { Builder } from "../builder-context.ts";

/** Deletes what is selected. A single branching step first asks which of its ways stays. */
export function deleteSelection(builder: Builder): void {
  const { flow, selection, selectedExits, apply } = builder.document.getState();
  if (selectedExits.length > 0) {
    apply({ label: "Remove a connection", flow: selectedExits.reduce(disconnect, flow) });
    builder.ui.getState().show({ announcement: "Removed the connection" });
    return;
  }
  const [only] = selection;
  if (only === undefined) return;
  const targets = new Set(flow.edges.filter(({ from }) => from === only).map(({ to }) => to));
  const isEntered = flow.edges.some(({ to }) => to === only);
  if (selection.size === 1 && targets.size > 1 && isEntered) {
    builder.ui.getState().show({ deleting: only });
    return;
  }
  deleteSteps(builder, [...selection]);
}

/** @param surviving the way out of a single step whose continuation takes its place */
export function deleteSteps(builder: Builder, ids: readonly NodeId[], surviving?: ExitId): void {
  const { document, ui, view } = builder;
  const { flow, apply } = document.getState();
  const [first] = ids;
  if (first === undefined) return;
  const name = ids.length === 1 ? `"${view(flow, first)?.title ?? first}"` : `${ids.length} steps`;
  const before = flow.edges.find(({ to }) => to === first)?.from;
  const healed = ids.reduce((left, id) => removeNode(left, id, surviving), flow);
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
}
