import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { themeStore } from "./theme.ts";

const dark = () => window.matchMedia("(prefers-color-scheme: dark)");

/** For what cannot follow the colour tokens by itself. */
export function useIsDark(): boolean {
  const theme = useStore(themeStore, (state) => state.theme);
  const system = useSyncExternalStore(subscribe, () => dark().matches);
  return theme === "system" ? system : theme === "dark";
}

function subscribe(onChange: () => void): () => void {
  const query = dark();
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
