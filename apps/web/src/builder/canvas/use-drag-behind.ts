import type { ExitRef, NodeId, Position } from "@fairflow/flow";
import { useReactFlow, type OnNodeDrag } from "@xyflow/react";
import { useBuilder } from "../builder-context.ts";
import { slotNear } from "../commands/drop-slots.ts";
import { moveStepBehind } from "../commands/move-step.ts";
import type { CanvasElement } from "./canvas-element.ts";

/** How near the pointer must come to the plus of an edge, in pixels: near enough that nobody gets there by chance. */
const REACH_PX = 26;

interface DragBehind {
  readonly onNodeDrag: OnNodeDrag<CanvasElement>;
  readonly onNodeDragStop: OnNodeDrag<CanvasElement>;
}

/** A step that is let go on the plus of an edge goes behind the step before it; anywhere else it only stands elsewhere. */
export function useDragBehind(): DragBehind {
  const builder = useBuilder();
  const { document, ui } = builder;
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const slotFor = (id: NodeId, point: Position): readonly ExitRef[] => {
    const slot = slotNear(builder, { moving: id, point, reach: REACH_PX / getZoom() });
    return slot.some(({ from }) => from === id) ? [] : slot;
  };
  return {
    onNodeDrag: (event, element, dragged) => {
      if (element.type !== "step" || dragged.length > 1) return;
      const point = pointOf(event);
      if (point === undefined) return;
      const dropSlot = slotFor(element.data.step, screenToFlowPosition(point));
      if (dropSlot.length > 0 || ui.getState().dropSlot.length > 0)
        ui.getState().show({ dropSlot });
    },
    onNodeDragStop: (_event, element) => {
      const { dropSlot } = ui.getState();
      if (element.type !== "step" || dropSlot.length === 0) {
        document.getState().drop();
        return;
      }
      ui.getState().show({ dropSlot: [] });
      document.getState().cancelDrag();
      moveStepBehind(builder, element.data.step, dropSlot);
    },
  };
}

function pointOf(
  event: MouseEvent | TouchEvent | { readonly nativeEvent: Event },
): Position | undefined {
  const native = "nativeEvent" in event ? event.nativeEvent : event;
  if (native instanceof MouseEvent) return { x: native.clientX, y: native.clientY };
  const touch = native instanceof TouchEvent ? native.touches[0] : undefined;
  return touch === undefined ? undefined : { x: touch.clientX, y: touch.clientY };
}
