import { Handle, Position } from "@xyflow/react";
import { exitOffset, STEP_WIDTH } from "../geometry.ts";
import type { StepView } from "../step-view.ts";

export interface StepHandlesProps {
  readonly view: StepView;
}

/** Where connections begin and end. They are for the pointer; the inspector's "Where it leads" does the same by keyboard. */
export function StepHandles({ view }: StepHandlesProps) {
  return (
    <>
      {view.role !== "start" && (
        <Handle id="in" type="target" position={Position.Top} className="step-handle" />
      )}
      {view.exits.map((exit, index) => (
        <Handle
          key={exit.id}
          id={exit.id}
          type="source"
          position={Position.Bottom}
          title={exit.label}
          className="step-handle"
          style={{ left: `${(exitOffset(index, view.exits.length) / STEP_WIDTH) * 100}%` }}
        />
      ))}
    </>
  );
}
