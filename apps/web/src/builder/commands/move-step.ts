import { moveNodeBehind, moveNodes, targetOf, type ExitRef, type NodeId } from "@fairflow/flow";
import type { Builder } from "../builder-context.ts";
import { placeAfter } from "../placement.ts";
import { requiredExits } from "./insert-step.ts";

/** Puts a step behind other exits, joins what it leaves, and gives it a place there. */
export function moveStepBehind(builder: Builder, id: NodeId, after: readonly ExitRef[]): void {
  const { document, ui, view } = builder;
  const { flow, apply } = document.getState();
  const [first] = after;
  if (first === undefined) return;
  const { position, flow: roomy } = placeAfter(flow, first, requiredExits(view(flow, first.from)));
  const moved = moveNodeBehind(roomy, id, { after, through: throughOf(builder, id), position });
  if (moved === roomy) return;
  const label = `Move “${titleOf(builder, id)}” behind “${titleOf(builder, first.from)}”`;
  apply({ label, flow: moved, select: [id] });
  ui.getState().show({ moving: undefined, revealed: id, announcement: `${label}: done` });
}

/** Changes places with the step before or the step behind. */
export function moveToNeighbour(builder: Builder, way: "before" | "behind"): void {
  const { document, ui, view } = builder;
  const { flow, selection, apply } = document.getState();
  const [id] = selection;
  if (id === undefined || selection.size !== 1 || view(flow, id)?.role !== "step") return;
  const through = throughOf(builder, id);
  const neighbour =
    way === "behind"
      ? flow.edges.find(({ from, exit }) => from === id && through.includes(exit))?.to
      : flow.edges.find(({ to }) => to === id)?.from;
  const after =
    neighbour === undefined
      ? []
      : way === "behind"
        ? exitsOn(builder, neighbour)
        : flow.edges.filter(({ to, from }) => to === neighbour && from !== id);
  if (neighbour === undefined || after.length === 0 || after.some(({ from }) => from === id)) {
    ui.getState().show({ announcement: `Nothing stands ${way} it to change places with` });
    return;
  }
  const [mine, theirs] = [flow.layout[id], flow.layout[neighbour]];
  if (mine === undefined || theirs === undefined) return;
  const moved = moveNodeBehind(flow, id, {
    after: after.map(({ from, exit }) => ({ from, exit })),
    through,
    position: theirs,
  });
  const label = `Move “${titleOf(builder, id)}” ${way} “${titleOf(builder, neighbour)}”`;
  apply({ label, flow: moveNodes(moved, new Map([[neighbour, mine]])), select: [id] });
  ui.getState().show({ revealed: id, announcement: `${label}: done` });
}

/** The ways out that lead on: those that lead where the first one leads that leads anywhere. */
function throughOf({ document, view }: Builder, id: NodeId): readonly string[] {
  const { flow } = document.getState();
  const exits = view(flow, id)?.exits.map((exit) => exit.id) ?? [];
  const onwards = exits.map((exit) => targetOf(flow, { from: id, exit }));
  const target = onwards.find((to) => to !== undefined);
  if (target === undefined) return exits.slice(0, 1);
  return exits.filter((_, index) => onwards[index] === target);
}

/** The ways out of a step behind which another can stand. */
function exitsOn(builder: Builder, id: NodeId): readonly ExitRef[] {
  return throughOf(builder, id).map((exit) => ({ from: id, exit }));
}

function titleOf({ document, view }: Builder, id: NodeId): string {
  return view(document.getState().flow, id)?.title ?? id;
}
