import { MiniMap } from "@xyflow/react";
import { useDocument, useIssues, useUi } from "../builder-context.ts";
import type { CanvasElement } from "./canvas-element.ts";

/** A small flow is seen whole; the map comes by itself from 30 steps on. */
const SHOW_FROM = 30;
const SIZE = { width: 168, height: 120 } as const;

export function isMinimapShown(chosen: boolean | undefined, steps: number): boolean {
  return chosen ?? steps >= SHOW_FROM;
}

export function CanvasMinimap() {
  const count = useDocument(({ flow }) => flow.nodes.length);
  const chosen = useUi((state) => state.minimap);
  const byNode = useIssues((state) => state.byNode);
  if (!isMinimapShown(chosen, count)) return null;
  return (
    <MiniMap<CanvasElement>
      pannable
      zoomable
      ariaLabel={null}
      className="overflow-hidden rounded-card border border-line"
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--sunken) 72%, transparent)"
      nodeBorderRadius={24}
      style={SIZE}
      nodeColor={(element) => {
        if (element.type === "frame") return "transparent";
        if (element.selected === true) return "var(--accent)";
        if (element.type === "note") return "var(--dot)";
        const hasProblem = element.type === "step" && byNode.has(element.data.step);
        return hasProblem ? "var(--bad)" : "var(--line-strong)";
      }}
    />
  );
}
