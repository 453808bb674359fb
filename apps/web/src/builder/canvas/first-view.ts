import type { Flow } from "@fairflow/flow";
import type { ReactFlowInstance } from "@xyflow/react";
import { STEP_WIDTH } from "../geometry.ts";
import type { CanvasElement } from "./canvas-element.ts";
import type { ExitElement } from "./canvas-elements.ts";

/** A flow that would be too small to read when seen whole begins at its top instead, in its whole width if that can be. */
const READABLE_ZOOM = 0.5;
const [LEAST_ZOOM, MOST_ZOOM] = [0.6, 0.85];
const [TOP_PX, SIDE_PX] = [40, 32];

export function showFirst(
  canvas: ReactFlowInstance<CanvasElement, ExitElement>,
  flow: Flow,
  width: number,
): void {
  if (canvas.getZoom() >= READABLE_ZOOM) return;
  const places = Object.values(flow.layout);
  const first = flow.nodes.find(({ type }) => type === "start") ?? flow.nodes[0];
  const place = first === undefined ? undefined : flow.layout[first.id];
  if (place === undefined) return;
  const left = Math.min(...places.map(({ x }) => x));
  const right = Math.max(...places.map(({ x }) => x)) + STEP_WIDTH;
  const wholeWidth = (width - 2 * SIDE_PX) / (right - left);
  const zoom = Math.min(Math.max(wholeWidth, LEAST_ZOOM), MOST_ZOOM);
  const middle = wholeWidth >= LEAST_ZOOM ? (left + right) / 2 : place.x + STEP_WIDTH / 2;
  void canvas.setViewport({ x: width / 2 - middle * zoom, y: TOP_PX - place.y * zoom, zoom });
}
