import { useShallow } from "zustand/react/shallow";
import { useLive } from "../builder-context.ts";
import type { StepView } from "../step-view.ts";
import { countsOf } from "./live-store.ts";
import { stepFigures, type StepFigures } from "./step-figures.ts";

/** A step's numbers; undefined until the first have come. The step alone is drawn anew when its own change, and the start when the flow's goals do. */
export function useStepFigures(view: StepView): StepFigures | undefined {
  const isStart = view.role === "start";
  const [counts, goals, entries] = useLive(
    useShallow(
      (state) =>
        [countsOf(state, view.id), isStart ? state.goals : 0, isStart ? state.entries : 0] as const,
    ),
  );
  return counts === undefined ? undefined : stepFigures(counts, view, { goals, entries });
}
