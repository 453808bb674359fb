import { lazy, Suspense, useEffect } from "react";
import { useStore } from "zustand";
import { commandStore } from "./command-store.ts";

const CommandPalette = lazy(async () => {
  const { CommandPalette: component } = await import("./command-palette.tsx");
  return { default: component };
});

/** Ctrl+K opens the command palette on every screen; its code comes when it is first opened. */
export function PaletteDoor() {
  const isOpen = useStore(commandStore, (state) => state.isOpen);
  // Outside React: the window, since this key works wherever the focus is. It changes no document.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isAsked = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!isAsked || event.shiftKey || event.altKey || event.defaultPrevented) return;
      // In the code editor Ctrl+K begins keys of its own.
      if (event.target instanceof Element && event.target.closest(".monaco-editor") !== null)
        return;
      event.preventDefault();
      commandStore.getState().show(!commandStore.getState().isOpen);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <CommandPalette />
    </Suspense>
  );
}
