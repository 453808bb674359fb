import type { Flow } from "@fairflow/flow";
import type { StepViewer } from "./step-view.ts";

/** Remembers what was worked out of a drawing: documents never change, and a step that is dragged asks at every move. */
export function perFlow<Result>(
  workOut: (flow: Flow, view: StepViewer) => Result,
): (flow: Flow, view: StepViewer) => Result {
  const known = new WeakMap<Flow, WeakMap<StepViewer, { readonly result: Result }>>();
  return (flow, view) => {
    const ofFlow = known.get(flow) ?? new WeakMap<StepViewer, { readonly result: Result }>();
    known.set(flow, ofFlow);
    const found = ofFlow.get(view) ?? { result: workOut(flow, view) };
    ofFlow.set(view, found);
    return found.result;
  };
}
