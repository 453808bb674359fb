import type { Flow } from "@fairflow/flow";
import type { ReactFlowInstance } from "@xyflow/react";
import { STEP_WIDTH } from "../geometry.ts";
import type { ExitElement, StepElement } from "./canvas-elements.ts";

/** A flow that would be too small to read when seen whole begins at its first step instead. */
const READABLE_ZOOM = 0.6;
const FIRST_ZOOM = 0.85;
const TOP_PX = 56;

export function showFirst(
  canvas: ReactFlowInstance<StepElement, ExitElement>,
  flow: Flow,
  width: number,
): void {
  if (canvas.getZoom() >= READABLE_ZOOM) return;
  const first = flow.nodes.find(({ type }) => type === "start") ?? flow.nodes[0];
  const place = first === undefined ? undefined : flow.layout[first.id];
  if (place === undefined) return;
  void canvas.setViewport({
    x: width / 2 - (place.x + STEP_WIDTH / 2) * FIRST_ZOOM,
    y: TOP_PX - place.y * FIRST_ZOOM,
    zoom: FIRST_ZOOM,
  });
}
