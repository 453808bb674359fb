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

  const giveFocus = (step: NodeId) => {
    const { flow } = draft.getState();
    const group = foldedGroups(flow, ui.getState().foldedHere).find(({ nodes }) =>
      nodes.includes(step),
    );
    // A step in a folded group has no element: the box stands for it.
    const selector = `.react-flow__node[data-id="${CSS.escape(group?.id ?? step)}"]`;
    const element = store.getState().domNode?.querySelector<HTMLElement>(selector);
    if (element !== null && element !== undefined) {
      element.focus({ preventScroll: true });
      return;
    }
    // In the outline the same step is a line.
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(stepKey(step))}"]`)?.focus();
  };

  return (step) => {
    const place = draft.getState().flow.layout[step];
    if (place !== undefined) lookAt(canvas, place, store.getState());
    // At once where it can be, so that the next key finds it; an open dialog would take it back.
    const isInDialog = document.querySelector('[role="dialog"]') !== null;
    if (!isInDialog) giveFocus(step);
    const { activeElement: held } = document;
    // Else after two frames: one for React Flow to move, one for the element to be there.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const { activeElement, body } = document;
        // What the next key gave it to meanwhile keeps it.
        if (isInDialog || activeElement === held || activeElement === body) giveFocus(step);
      }),
    );
  };
}
