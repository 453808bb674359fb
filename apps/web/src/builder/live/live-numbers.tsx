import { formatCount } from "../../server/format.ts";
import { moneyWords } from "../../server/money-words.ts";
import type { StepView } from "../step-view.ts";
import { DEFINITIONS, rateWords, withN } from "./figure-words.ts";
import { useStepFigures } from "./use-step-figures.ts";

export interface LiveNumbersProps {
  readonly view: StepView;
  readonly isShort?: boolean;
}

/** What passed a step: who came, waits, went on or failed, and what its message brought. */
export function LiveNumbers({ view, isShort = false }: LiveNumbersProps) {
  const figures = useStepFigures(view);
  if (figures === undefined) {
    return <span className="text-ink-3">{isShort ? "" : "Counting"}</span>;
  }
  if (isShort) {
    return (
      <span className="text-3xl font-semibold tabular-nums">{formatCount(figures.waiting)}</span>
    );
  }
  const { entered, waiting, done, failed, goal, money } = figures;
  const isMessage = view.family === "message";
  const collected = moneyWords(money);
  return (
    <span className="flex flex-col gap-px whitespace-nowrap text-ink-2 tabular-nums">
      <span className="flex min-w-0 justify-between gap-2">
        <span title={DEFINITIONS.entered}>
          in <b className="font-semibold text-ink">{formatCount(entered)}</b>
        </span>
        <span title={DEFINITIONS.waiting} className={waiting > 0 ? "text-hold" : ""}>
          waiting <b className="font-semibold">{formatCount(waiting)}</b>
        </span>
        {failed > 0 ? (
          <span
            title={isMessage ? DEFINITIONS.failedMessage : DEFINITIONS.failed}
            className="text-bad"
          >
            failed <b className="font-semibold">{formatCount(failed)}</b>
          </span>
        ) : (
          <span title={DEFINITIONS.done}>
            done <b className="font-semibold text-ink">{formatCount(done)}</b>
          </span>
        )}
      </span>
      {goal !== undefined && (
        <span className="flex min-w-0 justify-between gap-2">
          <span title={withN(isMessage ? DEFINITIONS.goalMessage : DEFINITIONS.goalStart, goal.of)}>
            goal <b className="font-semibold text-ink">{rateWords(goal)}</b>
          </span>
          {collected !== "-" && (
            <span title={DEFINITIONS.money} className="min-w-0 truncate text-ok">
              <b className="font-semibold">{collected}</b>
            </span>
          )}
        </span>
      )}
    </span>
  );
}
