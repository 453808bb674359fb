import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useBuilder, useUi } from "../builder-context.ts";
import { beginAt, lookAt } from "./view-of-step.ts";

/** Brings into view what was just added, pasted or found. */
export function useReveal(): void {
  const { document } = useBuilder();
  const revealed = useUi((state) => state.revealed);
  const canvas = useReactFlow();
  const store = useStoreApi();
  // Outside React: the part of the canvas that React Flow shows.
  useEffect(() => {
    const { nodes, layout, notes } = document.getState().flow;
    const step = nodes.find(({ id }) => id === revealed)?.id;
    const note = notes.find(({ id }) => id === revealed);
    const place = step === undefined ? note?.position : layout[step];
    if (place === undefined) return;
    if (nodes.length + notes.length === 1) beginAt(canvas, place, store.getState().width);
    else lookAt(canvas, place, store.getState());
  }, [revealed, document, canvas, store]);
}
