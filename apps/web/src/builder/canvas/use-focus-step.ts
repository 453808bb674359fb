import type { NodeId } from "@fairflow/flow";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useBuilder } from "../builder-context.ts";
import { foldedGroups } from "../commands/group-steps.ts";
import { stepKey } from "../outline/outline-tree.ts";
import { lookAt } from "./view-of-step.ts";

/** Gives a step the focus, and first brings it into view: a step out of sight has no element to focus. */
export function useFocusStep(): (id: NodeId) => void {
  const { document: draft, ui } = useBuilder();
  const canvas = useReactFlow();
  const store = useStoreApi();

  return (step) => {
    const { flow } = draft.getState();
    const group = foldedGroups(flow, ui.getState().foldedHere).find(({ nodes }) =>
      nodes.includes(step),
    );
    // A step in a folded group has no element: the box stands for it.
    const id = group?.id ?? step;
    const place = flow.layout[step];
    if (place !== undefined) lookAt(canvas, place, store.getState());
    // Two frames: one for React Flow to move, one for the element to be there.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`;
        const element = store.getState().domNode?.querySelector<HTMLElement>(selector);
        // In the outline the same step is a line.
        const line = document.querySelector<HTMLElement>(
          `[data-row="${CSS.escape(stepKey(step))}"]`,
        );
        if (element === null || element === undefined) line?.focus();
        else element.focus({ preventScroll: true });
      }),
    );
  };
}
