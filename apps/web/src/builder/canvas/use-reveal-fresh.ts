import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useBuilder, useUi } from "../builder-context.ts";
import { isInView, lookAt } from "./view-of-step.ts";

/** Brings a step that was just added into view. */
export function useRevealFresh(): void {
  const { document } = useBuilder();
  const fresh = useUi((state) => state.fresh);
  const canvas = useReactFlow();
  const store = useStoreApi();
  // Outside React: the part of the canvas that React Flow shows.
  useEffect(() => {
    const place = fresh === undefined ? undefined : document.getState().flow.layout[fresh];
    if (place !== undefined && !isInView(place, store.getState())) lookAt(canvas, place);
  }, [fresh, document, canvas, store]);
}
