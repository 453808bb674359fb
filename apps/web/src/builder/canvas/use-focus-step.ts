import type { NodeId } from "@fairflow/flow";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useBuilder } from "../builder-context.ts";
import { isInView, lookAt } from "./view-of-step.ts";

/** Gives a step the focus, and first brings it into view: a step out of sight has no element to focus. */
export function useFocusStep(): (id: NodeId) => void {
  const { document: draft } = useBuilder();
  const canvas = useReactFlow();
  const store = useStoreApi();

  return (id) => {
    const place = draft.getState().flow.layout[id];
    if (place !== undefined && !isInView(place, store.getState())) lookAt(canvas, place);
    // Two frames: one for React Flow to move, one for the element to be there.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`;
        const element = store.getState().domNode?.querySelector<HTMLElement>(selector);
        element?.focus({ preventScroll: true });
      }),
    );
  };
}
