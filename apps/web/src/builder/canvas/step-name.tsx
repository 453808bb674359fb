import { renameNode, type NodeId } from "@fairflow/flow";
import { useBuilder } from "../builder-context.ts";
import type { StepView } from "../step-view.ts";
import { InlineName } from "./inline-name.tsx";
import { useFocusStep } from "./use-focus-step.ts";

export interface StepNameProps {
  readonly id: NodeId;
  readonly view: StepView;
}

/** The name of a step while it is typed where the step stands. */
export function StepName({ id, view }: StepNameProps) {
  const { document, ui } = useBuilder();
  const focusStep = useFocusStep();
  const name = document.getState().flow.nodes.find((node) => node.id === id)?.name ?? "";
  return (
    <InlineName
      label={`Name of ${view.title}`}
      name={name}
      placeholder={view.typeTitle}
      onSave={(typed) => {
        const { flow, apply } = document.getState();
        apply({ label: `Rename “${view.title}”`, flow: renameNode(flow, id, typed) });
      }}
      onEnd={() => {
        ui.getState().show({ renaming: undefined });
        focusStep(id);
      }}
    />
  );
}
