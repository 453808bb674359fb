import { connect, disconnect, NodeId, targetOf } from "@fairflow/flow";
import { MAY_STAY_OPEN } from "@fairflow/interpreter";
import { Button, SelectField } from "@fairflow/ui";
import { Plus } from "lucide-react";
import { useBuilder, useDocument } from "../builder-context.ts";
import type { StepView } from "../step-view.ts";

export interface WaysOutProps {
  readonly view: StepView;
}

const NOWHERE = "-";

/** Connecting without a pointer: each way out with the step that it leads to. */
export function WaysOut({ view }: WaysOutProps) {
  const { document, ui, view: viewStep } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const targets = flow.nodes.flatMap(({ id }) => {
    const step = viewStep(flow, id);
    return step === undefined || step.role === "start" || id === view.id
      ? []
      : [{ value: id, label: step.title }];
  });

  if (view.exits.length === 0) {
    return (
      <p className="p-4 text-base text-ink-2">Nothing follows this step: the flow ends here.</p>
    );
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      {view.exits.map((exit) => {
        const ref = { from: view.id, exit: exit.id };
        const target = targetOf(flow, ref);
        const isOptional = view.mayStayOpen || MAY_STAY_OPEN.has(exit.id);
        return (
          <div key={exit.id} className="flex items-end gap-2">
            <SelectField
              className="flex-1"
              label={exit.label}
              value={target ?? NOWHERE}
              problem={
                target === undefined && !isOptional ? "This way out must lead somewhere" : undefined
              }
              options={[
                { value: NOWHERE, label: isOptional ? "Ends the flow" : "Nowhere yet" },
                ...targets,
              ]}
              onChange={(value) => {
                const { apply } = document.getState();
                const to = NodeId.safeParse(value).data;
                apply({
                  label: `Change where “${view.title}” leads`,
                  flow:
                    value === NOWHERE || to === undefined
                      ? disconnect(flow, ref)
                      : connect(flow, { ...ref, to }),
                });
              }}
            />
            <Button
              icon={<Plus className="size-4" />}
              aria-label={`Add a step after: ${exit.label}`}
              onClick={() => ui.getState().show({ quickAdd: { after: ref } })}
            >
              Add
            </Button>
          </div>
        );
      })}
    </div>
  );
}
