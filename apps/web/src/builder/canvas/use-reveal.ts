import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useBuilder, useUi } from "../builder-context.ts";
import { isInView, lookAt } from "./view-of-step.ts";

/** Brings a step that was just added or pasted into view. */
export function useReveal(): void {
  const { document } = useBuilder();
  const revealed = useUi((state) => state.revealed);
  const canvas = useReactFlow();
  const store = useStoreApi();
  // Outside React: the part of the canvas that React Flow shows.
  useEffect(() => {
    const place = revealed === undefined ? undefined : document.getState().flow.layout[revealed];
    if (place !== undefined && !isInView(place, store.getState())) lookAt(canvas, place);
  }, [revealed, document, canvas, store]);
}
