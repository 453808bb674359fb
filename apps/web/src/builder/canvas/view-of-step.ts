import type { Position } from "@fairflow/flow";
import type { ReactFlowInstance, ReactFlowState, Viewport } from "@xyflow/react";
import { STEP_HEIGHT, STEP_WIDTH } from "../geometry.ts";
import { motionMs } from "./motion.ts";

const LEAST_ZOOM = 0.6;
const MARGIN_PX = 24;
/** Room below a step for what may come after it: its ways out, and what stands at the foot of the canvas. */
const BELOW_PX = 132;
const TOP_PX = 56;

type Canvas = Pick<ReactFlowInstance, "setViewport">;
/** What of the flow is shown, and in how much room. */
type Shown = Pick<ReactFlowState, "transform" | "width" | "height">;

/** Brings a step into view if it is not. */
export function lookAt(canvas: Canvas, place: Position, shown: Shown): void {
  const viewport = viewportFor(place, shown);
  if (viewport !== undefined) void canvas.setViewport(viewport, { duration: motionMs(200) });
}

/** Brings a step to the middle of the view. */
export function centre(canvas: Canvas, place: Position, shown: Shown): void {
  void canvas.setViewport(centred(place, shown), { duration: motionMs(200) });
}

/** The first step stands at the top, where there is room for what comes after it. */
export function beginAt(canvas: Canvas, place: Position, width: number): void {
  const x = (width - STEP_WIDTH) / 2 - place.x;
  void canvas.setViewport({ x, y: TOP_PX - place.y, zoom: 1 });
}

/**
 * The view that shows all of a step; undefined where it is shown already. What one looks at stays where it is as far as it can:
 * only what is far away, or too small to read, comes to the middle.
 */
export function viewportFor(place: Position, shown: Shown): Viewport | undefined {
  const { width, height, transform } = shown;
  const [x, y, zoom] = transform;
  const [left, top] = [place.x * zoom + x, place.y * zoom + y];
  const [right, bottom] = [left + STEP_WIDTH * zoom, top + STEP_HEIGHT * zoom];
  const isShown =
    Math.min(left, top) >= MARGIN_PX && right <= width - MARGIN_PX && bottom <= height - MARGIN_PX;
  if (isShown) return undefined;
  const across = left < MARGIN_PX ? MARGIN_PX - left : Math.min(0, width - MARGIN_PX - right);
  const down = top < MARGIN_PX ? MARGIN_PX - top : Math.min(0, height - BELOW_PX - bottom);
  const isFar = Math.abs(across) > width / 2 || Math.abs(down) > height / 2;
  if (isFar || zoom < LEAST_ZOOM) return centred(place, shown);
  return { x: x + across, y: y + down, zoom };
}

function centred(place: Position, { transform, width, height }: Shown): Viewport {
  const zoom = Math.max(transform[2], LEAST_ZOOM);
  return {
    x: width / 2 - (place.x + STEP_WIDTH / 2) * zoom,
    y: height / 2 - (place.y + STEP_HEIGHT / 2) * zoom,
    zoom,
  };
}
