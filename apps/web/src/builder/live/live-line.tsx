import { useShallow } from "zustand/react/shallow";
import { formatCount } from "../../server/format.ts";
import { useLive } from "../builder-context.ts";
import type { StepView } from "../step-view.ts";
import { rateWords } from "./figure-words.ts";
import { countsOf } from "./live-store.ts";
import { stepFigures } from "./step-figures.ts";

export interface LiveLineProps {
  readonly view: StepView;
}

/** A step's numbers on its line of the outline; the others are in the panel beside. */
export function LiveLine({ view }: LiveLineProps) {
  const [counts, goals] = useLive(
    useShallow(
      (state) => [countsOf(state, view.id), view.role === "start" ? state.goals : 0] as const,
    ),
  );
  if (counts === undefined) return null;
  const { entered, waiting, failed, goal } = stepFigures(counts, view, goals);
  return (
    <span className="flex shrink-0 gap-3 text-xs text-ink-2 tabular-nums">
      {failed > 0 && <span className="text-bad">failed {formatCount(failed)}</span>}
      {goal !== undefined && <span className="max-xl:sr-only">goal {rateWords(goal)}</span>}
      <span className={waiting > 0 ? "text-hold" : ""}>waiting {formatCount(waiting)}</span>
      <span>
        in <b className="font-semibold text-ink">{formatCount(entered)}</b>
      </span>
    </span>
  );
}
