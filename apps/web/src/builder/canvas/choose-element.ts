import type { DocumentStore } from "../document-store.ts";
import type { ShownFlow } from "../shown-flow.ts";
import type { CanvasElement } from "./canvas-element.ts";

/** Selects what an element of the canvas stands for, and nothing else. The frame of a group stands for no selection. */
export function chooseElement(
  document: DocumentStore,
  { folded }: ShownFlow,
  element: CanvasElement,
): void {
  const { select } = document.getState();
  if (element.type === "note") select([], [element.data.note.id]);
  if (element.type === "step") select([element.data.step]);
  if (element.type === "box") select(folded.get(element.data.group)?.nodes ?? []);
}

/** Before a menu about the selection opens: what was pressed joins in by being chosen, unless it is selected already. */
export function chooseForMenu(
  document: DocumentStore,
  shown: ShownFlow,
  element: CanvasElement,
): void {
  if (element.selected !== true) chooseElement(document, shown, element);
}
