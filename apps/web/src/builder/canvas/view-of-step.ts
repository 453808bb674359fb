import type { Position } from "@fairflow/flow";
import type { ReactFlowInstance, ReactFlowState } from "@xyflow/react";
import { STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";
import { motionMs } from "./motion.ts";

const LEAST_ZOOM = 0.6;
const MARGIN_PX = 24;
const TOP_PX = 56;

/** Whether all of a step can be seen, with a little room around it. */
export function isInView(
  place: Position,
  {
    transform: [x, y, zoom],
    width,
    height,
  }: Pick<ReactFlowState, "transform" | "width" | "height">,
): boolean {
  const [left, top] = [place.x * zoom + x, place.y * zoom + y];
  return (
    left >= MARGIN_PX &&
    top >= MARGIN_PX &&
    left + STEP_WIDTH * zoom <= width - MARGIN_PX &&
    top + STEP_HEIGHT * zoom <= height - MARGIN_PX
  );
}

export function lookAt(
  canvas: Pick<ReactFlowInstance, "getZoom" | "setCenter">,
  place: Position,
): void {
  void canvas.setCenter(place.x + STEP_WIDTH / 2, place.y + STEP_HEIGHT / 2, {
    zoom: Math.max(canvas.getZoom(), LEAST_ZOOM),
    duration: motionMs(200),
  });
}

/** The first step stands at the top, where there is room for what comes after it. */
export function beginAt(
  canvas: Pick<ReactFlowInstance, "setViewport">,
  place: Position,
  width: number,
): void {
  void canvas.setViewport({
    x: (width - STEP_WIDTH) / 2 - place.x,
    y: TOP_PX - place.y,
    zoom: 1,
  });
}
