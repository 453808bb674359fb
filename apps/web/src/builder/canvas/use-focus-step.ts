import type { NodeId } from "@fairflow/flow";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useBuilder } from "../builder-context.ts";
import { STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";

/** Gives a step the focus, and first brings it into view: a step out of sight has no element to focus. */
export function useFocusStep(): (id: NodeId) => void {
  const { document: draft } = useBuilder();
  const { getZoom, setCenter } = useReactFlow();
  const store = useStoreApi();

  return (id) => {
    const place = draft.getState().flow.layout[id];
    const { transform, width, height, domNode } = store.getState();
    if (place !== undefined && !isInView(place, transform, { width, height })) {
      void setCenter(place.x + STEP_WIDTH / 2, place.y + STEP_HEIGHT / 2, {
        zoom: Math.max(getZoom(), 0.6),
        duration: reducesMotion() ? 0 : 200,
      });
    }
    // Two frames: one for React Flow to move, one for the element to be there.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`;
        domNode?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
      }),
    );
  };
}

function isInView(
  place: { readonly x: number; readonly y: number },
  [x, y, zoom]: readonly [number, number, number],
  size: { readonly width: number; readonly height: number },
): boolean {
  const [left, top] = [place.x * zoom + x, place.y * zoom + y];
  return (
    left >= 0 &&
    top >= 0 &&
    left + STEP_WIDTH * zoom <= size.width &&
    top + STEP_HEIGHT * zoom <= size.height
  );
}

function reducesMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
