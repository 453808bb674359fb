import { useStore, type ReactFlowState } from "@xyflow/react";

/** How much of a step is drawn: all of it, its icon and a number, or a coloured block. */
export type DetailLevel = "full" | "small" | "block";

export function useDetailLevel(): DetailLevel {
  return useStore(detailLevel);
}

function detailLevel({ transform: [, , zoom] }: ReactFlowState): DetailLevel {
  if (zoom < 0.25) return "block";
  return zoom < 0.5 ? "small" : "full";
}
