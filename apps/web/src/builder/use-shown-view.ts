import { useSearch } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";

/** Below this the canvas has no room beside the inspector: the outline is shown, unless somebody asks for the canvas. */
const WIDE = "(min-width: 1024px)";

type BuilderView = "canvas" | "outline" | "json";

/** How the flow is shown: as the address says, and where that says nothing, as the screen has room for. */
export function useShownView(): BuilderView {
  const { view } = useSearch({ from: "/frame/flows/$id" });
  const isWide = useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
  return view ?? (isWide ? "canvas" : "outline");
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
