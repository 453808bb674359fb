import type { KeyboardEvent } from "react";
import type { UiStore } from "./ui-store.ts";
import { nextRegion } from "./next-region.ts";

/** Keys that work anywhere in the builder, also in its fields, since they change nothing: F6 and Ctrl+F. */
export function regionKeys(ui: UiStore): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    nextRegion(event);
    const isFind = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey);
    if (!isFind || event.shiftKey || event.altKey || !(event.target instanceof Element)) return;
    // The code editor finds in its own text.
    if (event.target.closest(".monaco-editor") !== null) return;
    event.preventDefault();
    ui.getState().show({ findOpen: true });
  };
}
