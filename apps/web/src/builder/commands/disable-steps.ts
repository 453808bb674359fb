import { disableNodes, enableNodes, type NodeId } from "@fairflow/flow";
import type { Builder } from "../builder-context.ts";
import { wayPastWords, type StepView } from "../step-view.ts";

/** Lets everybody pass the selected steps at once; where all of them are passed already, they do their work again. */
export function toggleDisabled(builder: Builder): void {
  const { document, ui } = builder;
  const { flow, apply } = document.getState();
  const { enables, steps } = choiceOf(builder);
  const [first] = steps;
  if (first === undefined) return;
  const ids = new Set<NodeId>(steps.map(({ id }) => id));
  const name = steps.length === 1 ? `“${first.title}”` : `${steps.length} steps`;
  const changed = enables ? enableNodes(flow, ids) : disableNodes(flow, ids);
  apply({ label: `${enables ? "Enable" : "Disable"} ${name}`, flow: changed });
  const then = enables || steps.length > 1 ? "" : `: ${wayPastWords(first)}`;
  const announcement = `${enables ? "Enabled" : "Disabled"} ${name}${then}`;
  ui.getState().show({ announcement });
}

/** Whether the next toggle lets the selected steps do their work again. */
export function enablesNext(builder: Builder): boolean {
  return choiceOf(builder).enables;
}

/** Why none of the selected steps can be disabled; undefined where one can, or can be enabled. */
export function reasonAgainstDisabling(builder: Builder): string | undefined {
  const views = selectedSteps(builder);
  if (views.some(mayToggle)) return undefined;
  const [first] = views;
  if (first === undefined) return "Select a step first";
  return `“${first.title}” cannot be disabled: ${first.whenDisabled?.kind === "cannot" ? first.whenDisabled.because : "its settings are not finished"}`;
}

/** Of the selected steps, those that the toggle is about. */
function choiceOf(builder: Builder): {
  readonly enables: boolean;
  readonly steps: readonly StepView[];
} {
  const steps = selectedSteps(builder).filter(mayToggle);
  const working = steps.filter(({ isDisabled }) => !isDisabled);
  return working.length === 0 ? { enables: true, steps } : { enables: false, steps: working };
}

function selectedSteps({ document, view }: Builder): readonly StepView[] {
  const { flow, selection } = document.getState();
  return [...selection].flatMap((id) => view(flow, id) ?? []);
}

function mayToggle({ isDisabled, whenDisabled }: StepView): boolean {
  return isDisabled || whenDisabled?.kind === "passes";
}
