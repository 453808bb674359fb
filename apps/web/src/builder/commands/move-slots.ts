import { targetOf, type ExitRef, type Flow, type NodeId } from "@fairflow/flow";
import type { Builder } from "../builder-context.ts";
import { exitBundles } from "../exit-bundles.ts";
import type { StepViewer } from "../step-view.ts";

/** A place between two steps, or at an open end, to which a step can go. */
export interface MoveSlot {
  readonly after: readonly ExitRef[];
  /** As in `After Paid?: Yes`. */
  readonly title: string;
  /** As in `before Thank you`; undefined at an open end. */
  readonly hint: string | undefined;
}

/** Every place to which a step can move, in the order of the document; where it is already is none. */
export function moveSlots(
  { document, view }: Pick<Builder, "document" | "view">,
  id: NodeId,
): readonly MoveSlot[] {
  const { flow } = document.getState();
  if (view(flow, id)?.role !== "step") return [];
  const endsHere = view(flow, id)?.exits.length === 0;
  const edges = exitBundles(flow, view)
    .filter(({ from, to }) => from !== id && to !== id && !endsHere)
    .map(({ from, to, exits, label }) => ({
      from,
      after: exits,
      title: titleOf(flow, view, from, label),
      hint: `before ${view(flow, to)?.title ?? to}`,
    }));
  const ends = flow.nodes
    .filter((node) => node.id !== id)
    .flatMap((node) => {
      const exits = view(flow, node.id)?.exits ?? [];
      return exits
        .filter((exit) => targetOf(flow, { from: node.id, exit: exit.id }) === undefined)
        .map((exit) => ({
          from: node.id,
          after: [{ from: node.id, exit: exit.id }],
          title: titleOf(flow, view, node.id, exits.length > 1 ? exit.label : undefined),
          hint: undefined,
        }));
    });
  const rank = new Map(flow.nodes.map((node, index) => [node.id, index]));
  return [...edges, ...ends]
    .toSorted((a, b) => (rank.get(a.from) ?? 0) - (rank.get(b.from) ?? 0))
    .map(({ after, title, hint }) => ({ after, title, hint }));
}

function titleOf(flow: Flow, view: StepViewer, from: NodeId, label: string | undefined): string {
  const title = view(flow, from)?.title ?? from;
  return label === undefined ? `After ${title}` : `After ${title}: ${label}`;
}
