import type { Flow } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { definitionOf } from "../builder/step-view.ts";
import { BREADTH, LENGTH, miniatureOf } from "./miniature.ts";
import "../builder/canvas/canvas.css";
import "./flow-miniature.css";

export interface FlowMiniatureProps {
  readonly flow: Flow;
}

/** What a flow looks like at a glance. It says nothing that is not said beside it in words. */
export function FlowMiniature({ flow }: FlowMiniatureProps) {
  const { steps, ways, viewBox } = miniatureOf(flow);
  return (
    <svg aria-hidden viewBox={viewBox} className="h-24 w-full" fill="none">
      {ways.map((way) => (
        <path
          key={way}
          d={way}
          className="stroke-line-strong"
          strokeWidth={1.25}
          vectorEffect="non-scaling-stroke"
          opacity={0.7}
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
