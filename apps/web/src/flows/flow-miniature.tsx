import type { Flow } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { definitionOf } from "../builder/step-view.ts";
import { BREADTH, LENGTH, miniatureOf } from "./miniature.ts";
import "../builder/canvas/canvas.css";
import "./flow-miniature.css";

export interface FlowMiniatureProps {
  readonly flow: Flow;
  readonly size?: "small" | "large";
}

/** What a flow looks like at a glance. It says nothing that is not said beside it in words. */
export function FlowMiniature({ flow, size = "large" }: FlowMiniatureProps) {
  const { steps, ways, viewBox } = miniatureOf(flow);
  return (
    <svg
      aria-hidden
      viewBox={viewBox}
      className={size === "large" ? "h-28 w-full" : "h-14 w-full"}
      fill="none"
    >
      {ways.map(({ path, isFar }) => (
        <path
          key={path}
          d={path}
          className="stroke-line-strong"
          strokeWidth={isFar ? 1 : 1.25}
          vectorEffect="non-scaling-stroke"
          opacity={isFar ? 0.3 : 0.8}
        />
      ))}
      {steps.map(({ id, type, x, y }) => (
        <rect
          key={id}
          data-family={definitionOf(catalog, type)?.family}
          className="family-box"
          x={x}
          y={y}
          width={LENGTH}
          height={BREADTH}
          rx={22}
        />
      ))}
    </svg>
  );
}
