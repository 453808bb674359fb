import type { Criteria } from "@fairflow/criteria";
import { clsx } from "clsx";
import type { CriteriaCount } from "./editor-library.ts";
import { useCriteriaCount } from "./use-criteria-count.ts";

export interface CriteriaCountLineProps {
  /** Finished criteria. */
  readonly criteria: Criteria;
  /** The segment whose condition they would replace: it is told who enters and leaves it. */
  readonly insteadOf?: string | undefined;
}

const counts = new Intl.NumberFormat("en-ZA", { maximumFractionDigits: 0 });

/** How many accounts a condition holds for now; it follows the condition as it changes. */
export function CriteriaCountLine({ criteria, insteadOf }: CriteriaCountLineProps) {
  const state = useCriteriaCount(criteria, insteadOf);
  return (
    <p role="status" className="text-sm tabular-nums text-ink-2">
      <Count state={state} />
    </p>
  );
}

function Count({ state }: { readonly state: ReturnType<typeof useCriteriaCount> }) {
  switch (state.kind) {
    case "cannot":
      return `It asks about the way through this flow (${state.asks.join(", ")}), so it cannot be counted beforehand.`;
    case "failed":
      return (
        <>
          Counting takes too long or failed.{" "}
          <button
            type="button"
            className="font-medium text-accent underline-offset-2 hover:underline"
            onClick={state.again}
          >
            Count again
          </button>
        </>
      );
    case "asking":
      return state.before === undefined ? (
        "Counting accounts"
      ) : (
        <Known count={state.before} isOld />
      );
    case "known":
      return <Known count={state.answer} isOld={false} />;
  }
}

function Known({ count, isOld }: { readonly count: CriteriaCount; readonly isOld: boolean }) {
  const { matching, of, change } = count;
  return (
    <span className={clsx(isOld && "opacity-60")}>
      <b className="font-semibold text-ink">{counts.format(matching)}</b>
      {` of ${accounts(of)} now`}
      {share(matching, of)}
      {change !== null &&
        (change.enter === 0 && change.leave === 0 ? (
          ". Nobody enters or leaves."
        ) : (
          <>
            {". Saving it, "}
            <b className="font-semibold text-ink">{accounts(change.enter)}</b>
            {change.enter === 1 ? " enters and " : " enter and "}
            <b className="font-semibold text-ink">{counts.format(change.leave)}</b>
            {change.leave === 1 ? " leaves." : " leave."}
          </>
        ))}
    </span>
  );
}

function accounts(count: number): string {
  return `${counts.format(count)} ${count === 1 ? "account" : "accounts"}`;
}

function share(matching: number, of: number): string {
  if (of === 0 || matching === 0 || matching === of) return "";
  const percent = (100 * matching) / of;
  return ` (${percent < 1 ? "less than 1" : Math.round(percent)} %)`;
}
