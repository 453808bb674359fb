import type { DiffMark, Flow, NodeId } from "@fairflow/flow";
import type { StepViewer } from "./step-view.ts";

/**
 * Makes what screen readers say of each step: its place, what it does, and what stands before and after it, as in
 * `Step 4, SMS: Send SMS "Friendly reminder". After: Wait 3 days. Then: Paid?, 2 ways on. 1 problem.`
 */
export function stepLabels(
  flow: Flow,
  view: StepViewer,
  problems: ReadonlyMap<NodeId, readonly string[]>,
): (id: NodeId, index: number) => string {
  const before = new Map<NodeId, Set<NodeId>>();
  const after = new Map<NodeId, Set<NodeId>>();
  for (const { from, to } of flow.edges) {
    before.set(to, (before.get(to) ?? new Set()).add(from));
    after.set(from, (after.get(from) ?? new Set()).add(to));
  }
  const titles = (ids: ReadonlySet<NodeId>) =>
    [...ids].map((id) => view(flow, id)?.title ?? id).join(", ");

  return (id, index) => {
    const step = view(flow, id);
    if (step === undefined) return id;
    const [earlier, later] = [before.get(id), after.get(id)];
    const count = problems.get(id)?.length ?? 0;
    return [
      `Step ${index + 1}, ${step.title}: ${step.sentence}.`,
      step.isDisabled ? "Disabled." : "",
      earlier === undefined ? "" : `After: ${titles(earlier)}.`,
      later === undefined
        ? ""
        : `Then: ${titles(later)}${later.size > 1 ? `, ${later.size} ways on` : ""}.`,
      count === 0 ? "" : count === 1 ? "1 problem." : `${count} problems.`,
    ]
      .filter((part) => part !== "")
      .join(" ");
  };
}

/** The same, with what became of the step in the other of two flows that are compared. */
export function markedLabels(
  label: (id: NodeId, index: number) => string,
  marks: ReadonlyMap<NodeId, DiffMark>,
): (id: NodeId, index: number) => string {
  if (marks.size === 0) return label;
  return (id, index) => {
    const mark = marks.get(id);
    return mark === undefined ? label(id, index) : `${label(id, index)} ${MARK_WORDS[mark]}.`;
  };
}

export const MARK_WORDS: Readonly<Record<DiffMark, string>> = {
  added: "Added",
  removed: "Removed",
  changed: "Changed",
};
