import type { BoxElement, StepElement } from "./canvas-elements.ts";
import type { FrameElement, NoteElement } from "./ground-elements.ts";

/** Everything that is drawn on the canvas, but for the edges. */
export type CanvasElement = StepElement | BoxElement | FrameElement | NoteElement;
