import { MiniMap } from "@xyflow/react";
import { NodeId } from "@fairflow/flow";
import { useDocument, useIssues, useUi } from "../builder-context.ts";
import type { StepElement } from "./canvas-elements.ts";

/** A small flow is seen whole; the map comes by itself from 20 steps on. */
const SHOW_FROM = 20;

export function isMinimapShown(chosen: boolean | undefined, steps: number): boolean {
  return chosen ?? steps >= SHOW_FROM;
}

export function CanvasMinimap() {
  const count = useDocument(({ flow }) => flow.nodes.length);
  const chosen = useUi((state) => state.minimap);
  const byNode = useIssues((state) => state.byNode);
  if (!isMinimapShown(chosen, count)) return null;
  return (
    <MiniMap<StepElement>
      pannable
      zoomable
      ariaLabel={null}
      className="overflow-hidden rounded-card border border-line"
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--sunken) 72%, transparent)"
      nodeBorderRadius={24}
      nodeColor={({ id, selected }) =>
        selected === true
          ? "var(--accent)"
          : byNode.has(NodeId.parse(id))
            ? "var(--bad)"
            : "var(--line-strong)"
      }
    />
  );
}
