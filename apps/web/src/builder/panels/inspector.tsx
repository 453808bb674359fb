import { Skeleton } from "@fairflow/ui";
import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { useBuilder, useDocument, useUi } from "../builder-context.ts";
import { useFocusStep } from "../canvas/use-focus-step.ts";
import { isOurs } from "../use-builder-keys.ts";
import { FlowFacts } from "./flow-facts.tsx";
import { FlowSettingsForm } from "./flow-settings-form.tsx";
import { NoteForm } from "./note-form.tsx";
import { SelectionSummary } from "./selection-summary.tsx";
import { StepInspector } from "./step-inspector.tsx";

const LiveStepPanel = lazy(async () => {
  const { LiveStepPanel: component } = await import("../live/live-step-panel.tsx");
  return { default: component };
});

const Discussion = lazy(async () => {
  const { Discussion: component } = await import("../comments/discussion.tsx");
  return { default: component };
});

/** What is selected, to read and to change: one step, one note, several, or the flow itself. */
export function Inspector() {
  const { document, comments } = useBuilder();
  const focusStep = useFocusStep();
  const flowId = useStore(comments, (state) => state.flowId);
  const isDiscussing = useUi((state) => state.discussion !== "closed") && flowId !== undefined;
  const isOpen = useUi((state) => state.panels.inspector);
  if (!isOpen) return null;
  return (
    <aside
      aria-label={isDiscussing ? "Comments" : "Settings"}
      data-focus="inspector"
      className="h-full w-96 shrink-0 border-l border-line bg-surface max-xl:w-80 max-lg:h-auto max-lg:w-full max-lg:border-t max-lg:border-l-0"
    >
      <div
        role="presentation"
        // Leaving a field ends the run of edits that are one entry of the undo list.
        onBlur={() => document.getState().seal()}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented || !isOurs(event)) return;
          const { cursor } = document.getState();
          if (cursor !== undefined) focusStep(cursor);
        }}
        className="flex h-full flex-col overflow-hidden max-lg:h-auto max-lg:overflow-visible"
      >
        {isDiscussing ? (
          <Suspense fallback={<Skeleton className="m-4 h-40" />}>
            <Discussion flowId={flowId} />
          </Suspense>
        ) : (
          <Selected />
        )}
      </div>
    </aside>
  );
}

function Selected() {
  const selection = useDocument((state) => state.selection);
  const notes = useDocument((state) => state.selectedNotes);
  const readOnly = useDocument((state) => state.readOnly);
  const [step] = selection;
  const [note] = notes;
  if (selection.size + notes.size > 1) return <SelectionSummary />;
  if (note !== undefined) return <NoteForm key={note} id={note} />;
  if (step === undefined) return readOnly ? <FlowFacts /> : <FlowSettingsForm />;
  if (!readOnly) return <StepInspector key={step} id={step} />;
  return (
    <Suspense fallback={<Skeleton className="m-4 h-40" />}>
      <LiveStepPanel key={step} id={step} />
    </Suspense>
  );
}
