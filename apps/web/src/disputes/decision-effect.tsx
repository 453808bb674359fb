import { disputeEndpoints, type Decision, type DisputeDetail } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { formatDate, formatMoney } from "../server/format.ts";
import { effectWords } from "./dispute-words.ts";

export interface DecisionEffectProps {
  readonly dispute: DisputeDetail;
  readonly decision: Decision;
  readonly adjustMinor: number | undefined;
}

/** What a decision would do, before it is taken. */
export function DecisionEffect({ dispute, decision, adjustMinor }: DecisionEffectProps) {
  const answer = useQuery({
    ...ask(disputeEndpoints.previewDecision, {
      params: { id: dispute.id },
      query: { decision, ...(adjustMinor === undefined ? {} : { adjustMinor }) },
    }),
    placeholderData: (before) => before,
  });
  if (answer.isPending) return <Skeleton className="h-16" />;
  if (answer.isError)
    return <p className="text-sm text-bad">What it does could not be told now.</p>;
  const { runs, demandsFrom, balance, balanceAfter } = answer.data;
  return (
    <section
      aria-label="What this does"
      className="flex flex-col gap-1.5 rounded-control bg-sunken px-3 py-2 text-sm text-ink-2"
    >
      <p className="font-medium text-ink">What this does</p>
      <p>
        {balance.minor === balanceAfter.minor
          ? `${formatMoney(balance)} stays owed.`
          : `${formatMoney(balance)} becomes ${formatMoney(balanceAfter)}.`}
        {decision === "accepted" || dispute.kind !== "dispute"
          ? ""
          : ` No demand before ${formatDate(demandsFrom)}.`}
      </p>
      {runs.length === 0 ? (
        <p>{dispute.kind === "dispute" ? "They are in no flow." : "No flow is touched."}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {runs.map((run) => (
            <li key={run.runId}>
              <span className="font-medium text-ink">{`${run.flowName}, version ${run.version}`}</span>
              {`: ${effectWords(run)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
