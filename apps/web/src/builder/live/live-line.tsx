import { formatCount } from "../../server/format.ts";
import type { StepView } from "../step-view.ts";
import { rateWords } from "./figure-words.ts";
import { useStepFigures } from "./use-step-figures.ts";

export interface LiveLineProps {
  readonly view: StepView;
}

/** A step's numbers on its line of the outline; the others are in the panel beside. */
export function LiveLine({ view }: LiveLineProps) {
  const figures = useStepFigures(view);
  if (figures === undefined) return null;
  const { entered, waiting, failed, goal } = figures;
  return (
    <span className="flex shrink-0 gap-3 text-xs max-sm:gap-2 text-ink-2 tabular-nums">
      {failed > 0 && <span className="text-bad">failed {formatCount(failed)}</span>}
      {goal !== undefined && <span className="max-xl:sr-only">goal {rateWords(goal)}</span>}
      <span className={waiting > 0 ? "text-hold" : ""}>waiting {formatCount(waiting)}</span>
      <span className="max-sm:sr-only">
        in <b className="font-semibold text-ink">{formatCount(entered)}</b>
      </span>
    </span>
  );
}
