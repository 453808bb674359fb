import type { Builder } from "../builder-context.ts";

export function undoIn({ document, ui }: Builder): void {
  const label = document.getState().undo();
  ui.getState().show({
    announcement: label === undefined ? "Nothing to undo" : `Undone: ${label}`,
  });
}

export function redoIn({ document, ui }: Builder): void {
  const label = document.getState().redo();
  ui.getState().show({
    announcement: label === undefined ? "Nothing to redo" : `Done again: ${label}`,
  });
}
