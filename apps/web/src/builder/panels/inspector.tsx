import { useBuilder, useDocument } from "../builder-context.ts";
import { FlowSettingsForm } from "./flow-settings-form.tsx";
import { LiveStepPanel } from "./live-step-panel.tsx";
import { SelectionSummary } from "./selection-summary.tsx";
import { StepInspector } from "./step-inspector.tsx";

/** What is selected, to read and to change: one step, several, or the flow itself. */
export function Inspector() {
  const selection = useDocument((state) => state.selection);
  const readOnly = useDocument((state) => state.readOnly);
  const { document } = useBuilder();
  const [only] = selection;
  return (
    <aside
      aria-label="Settings"
      data-focus="inspector"
      className="h-full w-96 shrink-0 border-l border-line bg-surface"
    >
      <div
        role="presentation"
        // Leaving a field ends the run of edits that are one entry of the undo list.
        onBlur={() => document.getState().seal()}
        className="flex h-full flex-col overflow-hidden"
      >
        {only === undefined ? (
          <FlowSettingsForm />
        ) : selection.size > 1 ? (
          <SelectionSummary />
        ) : readOnly ? (
          <LiveStepPanel key={only} id={only} />
        ) : (
          <StepInspector key={only} id={only} />
        )}
      </div>
    </aside>
  );
}
